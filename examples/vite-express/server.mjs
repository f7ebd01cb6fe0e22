// Serves the built app and the one route that it needs: FAL_KEY=… node server.mjs
import { fileURLToPath } from "node:url";
import express from "express";
import { createKlingProxy, createMemoryStore, toNodeHandler } from "react-kling-video/server";

const handler = createKlingProxy({
  falKey: process.env.FAL_KEY,
  // Everybody who sees the page may make videos, and all of them share one budget. Where you know
  // your visitors, answer with their ids instead: see examples/vite-hono and examples/next-app.
  authorize: "public",
  budget: { total: { usd: 10, per: "day" } },
  requestsPerMinute: { submits: 20 },
  // For a server that is one process: several share createRedisStore(…) or createPostgresStore(…).
  store: createMemoryStore(),
});

const app = express();
app.disable("x-powered-by");

app.all("/api/fal/proxy", toNodeHandler(handler));

app.use(express.static(fileURLToPath(new URL("./dist/", import.meta.url))));

// Only this machine: the route spends money.
const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`Open http://127.0.0.1:${server.address().port}/`);
});
