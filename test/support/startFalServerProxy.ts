import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("./falServerProxy/", import.meta.url));

/** A running `@fal-ai/server-proxy`. */
export interface FalServerProxy {
  /** What a page gives as `proxyUrl`. */
  proxyUrl: string;
  /** Ends the process. */
  close: () => Promise<void>;
}

/**
 * Starts Express 4 with `@fal-ai/server-proxy`, as people run it today, in a process of its own.
 * What it sends to fal arrives at the simulator, under `/https/<host>/<path>`.
 *
 * @param simulatorOrigin where the simulator listens, such as `http://127.0.0.1:4000`
 * @throws Error when its packages are not installed, or when it does not start
 */
export async function startFalServerProxy({
  simulatorOrigin,
}: {
  simulatorOrigin: string;
}): Promise<FalServerProxy> {
  if (!existsSync(`${FOLDER}node_modules`)) {
    throw new Error(
      "The packages of test/support/falServerProxy are missing. Run: npm ci --prefix test/support/falServerProxy",
    );
  }
  const child = fork(`${FOLDER}server.mjs`, {
    execArgv: ["--import", new URL("./falServerProxy/preload.mjs", import.meta.url).href],
    env: {
      ...process.env,
      FAL_KEY: "test-key-id:test-key-secret",
      SIMULATOR_ORIGIN: simulatorOrigin,
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return { proxyUrl: await untilListening(child), close: () => end(child) };
}

async function untilListening(child: ChildProcess): Promise<string> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new Error("The process of test/support/falServerProxy ended before it listened.");
    }),
  ]);
  return (message as { proxyUrl: string }).proxyUrl;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill();
  await exited;
}
