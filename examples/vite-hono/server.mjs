// Serves the built app and the one route that it needs:
// FAL_KEY=… VISITOR_SECRET=… node server.mjs
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createKlingProxy, createMemoryStore } from "react-kling-video/server";
import { nameVisitor, readVisitor } from "./visitor.mjs";

const handler = createKlingProxy({
  falKey: process.env.FAL_KEY,
  // Each browser is a visitor of its own; put your own session here.
  async authorize(request) {
    const visitorId = await readVisitor(request);
    return visitorId === null ? null : { userId: visitorId };
  },
  // A new browser is a new visitor, so what counts is the total.
  budget: { perUser: { usd: 2, per: "day" }, total: { usd: 10, per: "day" } },
  // For a server that is one process: several share createRedisStore(…) or createPostgresStore(…).
  store: createMemoryStore(),
});

const app = new Hono();

app.all("/api/fal/proxy", (context) => handler(context.req.raw));

app.get("/", nameVisitor);

app.use(serveStatic({ root: fileURLToPath(new URL("./dist/", import.meta.url)) }));

// Only this machine: the route spends money.
const port = Number(process.env.PORT ?? 3000);
serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, (address) => {
  console.log(`Open http://127.0.0.1:${address.port}/`);
});
