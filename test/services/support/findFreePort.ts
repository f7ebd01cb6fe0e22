import { createServer } from "node:net";

/**
 * Below those that the system gives to connections, so that nobody gets one while its server is
 * stopped; and so is the port that a Redis of a cluster adds to it, 10,000 higher.
 */
const [FIRST_PORT, PORT_COUNT] = [20_000, 2_700];

/** A port of this machine where nothing listens, and where a server may be started again. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORT_COUNT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
