import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { handler } from "./handler.mjs";

const app = new Hono();

app.all("/api/fal/proxy", (context) => handler(context.req.raw));

serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
