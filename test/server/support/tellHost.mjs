// What the host processes of tests have in common: they tell their port and, when asked, how they are.
import { createServer } from "node:http";

const unhandled = [];
let tellMore = () => ({});

process.on("unhandledRejection", (reason) => unhandled.push(String(reason?.stack ?? reason)));
process.on("uncaughtException", (error) => unhandled.push(String(error?.stack ?? error)));
process.on("disconnect", () => process.exit());
process.on("message", async () => {
  // Finalizers run between collections, and free what only the next one finds.
  for (let round = 0; round < 6; round += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ heapUsed, rss, unhandled, ...tellMore() });
});

/** Serves a listener on a free port. `more` is told beside the rest. */
export function tellHost(listener, more = tellMore) {
  tellMore = more;
  // A test that sends on a connection in the moment of its end would get no answer.
  const server = createServer({ keepAliveTimeout: 120_000 }, listener);
  server.listen({ port: 0, host: "127.0.0.1", backlog: 2048 }, () => {
    process.send(server.address().port);
  });
}
