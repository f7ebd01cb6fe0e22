// Serves the built app and the one route that it needs: FAL_KEY=… node server.mjs
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { createKlingProxy, createMemoryStore, toNodeHandler } from "react-kling-video/server";

const DIST = fileURLToPath(new URL("./dist/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

const handleFal = toNodeHandler(
  createKlingProxy({
    falKey: process.env.FAL_KEY,
    // Everybody who sees this page may spend the money of that key: put your own session here.
    authorize: "public",
    budget: { total: { usd: Number(process.env.DAILY_BUDGET_USD ?? 5), per: "day" } },
    // For one process. A restart forgets what is under way: createRedisStore and createPostgresStore
    // do not, and are shared by many.
    store: createMemoryStore(),
  }),
);

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/api/fal/proxy") void handleFal(request, response);
  else void serveFile(pathname === "/" ? "/index.html" : pathname, response);
});

// Only this machine: the route spends money.
server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`Open http://127.0.0.1:${server.address().port}/`);
});

async function serveFile(pathname, response) {
  try {
    const body = await readFile(join(DIST, normalize(pathname)));
    const type = TYPES[extname(pathname)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type }).end(body);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not found");
  }
}
