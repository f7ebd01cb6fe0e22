import { PRELOAD } from "./places.js";
import { startServer } from "./startServer.js";

export interface HostServer {
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  origin: string;
  /** Ends the process. */
  close: () => Promise<void>;
}

/**
 * Starts the host app's own server: its built pages, and the library's proxy out of the installed
 * tarball. What it sends to fal arrives at the simulator.
 */
export function startHostServer(folder: string, simulatorOrigin: string): Promise<HostServer> {
  return startServer({
    args: ["--import", PRELOAD, "server.mjs"],
    cwd: folder,
    env: {
      PORT: "0",
      FAL_KEY: "test-key-id:test-key-secret",
      DAILY_BUDGET_USD: "100000",
      SIMULATOR_ORIGIN: simulatorOrigin,
    },
  });
}
