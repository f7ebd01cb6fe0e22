import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { PRELOAD } from "./places.js";

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
export async function startHostServer(
  folder: string,
  simulatorOrigin: string,
): Promise<HostServer> {
  const child = spawn(process.execPath, ["--import", PRELOAD, "server.mjs"], {
    cwd: folder,
    env: {
      ...process.env,
      PORT: "0",
      FAL_KEY: "test-key-id:test-key-secret",
      SIMULATOR_ORIGIN: simulatorOrigin,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const endWithUs = () => child.kill();
  process.once("exit", endWithUs);
  return {
    origin: await readOrigin(child),
    close: async () => {
      process.off("exit", endWithUs);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}

async function readOrigin({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("The host app's server has no output.");
  for await (const line of createInterface(stdout)) {
    const [origin] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (origin !== undefined) return origin;
  }
  throw new Error("The host app's server ended before it listened.");
}
