import { createServer } from "node:http";
import type { FalSimulator } from "../../src/simulator/index.js";
import { createFalListener, type FalListenerOptions, PROXY_PATH } from "./createFalListener.js";

export interface RunningFal {
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  origin: string;
  /** The library's proxy, with this fal behind it. */
  proxyUrl: string;
  simulator: FalSimulator;
  close: () => Promise<void>;
}

/** Starts a fal of our own on a free port. */
export async function startFal(
  options: Omit<FalListenerOptions, "origin"> & { port?: number } = {},
): Promise<RunningFal> {
  const { port = 0, ...listenerOptions } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const origin = `http://127.0.0.1:${address.port}`;
  const listener = createFalListener({ ...listenerOptions, origin });
  server.on("request", listener);
  return {
    origin,
    proxyUrl: origin + PROXY_PATH,
    simulator: listener.simulator,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
