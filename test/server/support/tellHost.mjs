// What the host processes of tests have in common: they tell their port and, when asked, how they are.
import { createServer } from "node:http";

const unhandled = [];
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
  process.send({ heapUsed, rss, unhandled });
});

/** Serves a listener on a free port. */
export function tellHost(listener) {
  const server = createServer(listener).listen(
    { port: 0, host: "127.0.0.1", backlog: 2048 },
    () => {
      process.send(server.address().port);
    },
  );
}
