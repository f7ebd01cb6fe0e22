import { spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  origin: string;
  /** Whether the process is there. */
  isAlive: () => boolean;
  /** All that it has printed. */
  printed: { out: string; error: string };
  /** Ends the process. */
  close: () => Promise<void>;
}

export interface StartServerOptions {
  /** What Node is called with: its own options and the script. */
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
}

/**
 * Starts a server, which prints where it listens.
 *
 * @throws Error with all that it printed, when it ends before that
 */
export async function startServer({ args, cwd, env }: StartServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const endWithUs = () => child.kill();
  process.once("exit", endWithUs);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const printed = { out: "", error: "" };
  child.stderr.on("data", (chunk: Buffer) => {
    printed.error += chunk.toString();
    process.stderr.write(chunk);
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      printed.out += chunk.toString();
      const [found] = /http:\/\/[\w.]+:\d+/.exec(printed.out) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", () => {
      const said = printed.out + printed.error;
      reject(new Error(`${args.join(" ")} ended before it listened:\n${said}`));
    });
  });
  return {
    origin,
    isAlive,
    printed,
    async close() {
      process.off("exit", endWithUs);
      if (!isAlive()) return;
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
