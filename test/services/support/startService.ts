import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";

/** A server of the system, in a process of its own. */
export interface Service {
  port: number;
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>;
  /** Ends it where it stands: what it has been asked and not answered is lost. */
  crash(): Promise<void>;
  /** Starts it again, where it was. */
  start(): Promise<void>;
  /** It keeps its connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  /** Ends it for good, and removes its folder. */
  close(): Promise<void>;
}

/** Starts a server that keeps its data in `cwd`, and waits until it takes connections. */
export async function startService(
  path: string,
  args: readonly string[],
  port: number,
  options: SpawnOptions & { cwd: string },
): Promise<Service> {
  let child: ChildProcess | undefined;
  let guard: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    guard?.kill();
    child.kill(signal);
    await ended;
  }

  const service: Service = {
    port,
    async start() {
      child = spawn(path, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
      guard = spawnGuard(child);
      await untilReady(child);
    },
    async stop() {
      child?.kill("SIGCONT");
      // Postgres' fast shutdown; the same as SIGTERM for Redis.
      await end("SIGINT");
    },
    crash: () => end("SIGKILL"),
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    async close() {
      await service.stop();
      await rm(options.cwd, { recursive: true, force: true });
    },
  };
  await service.start();
  return service;
}

/** Ends the server when this process ends, however it does: its end of the pipe is closed then. */
function spawnGuard({ pid }: ChildProcess): ChildProcess {
  const command = `read _; kill -CONT ${pid}; kill -INT ${pid}`;
  return spawn("sh", ["-c", command], { stdio: ["pipe", "ignore", "ignore"] });
}

/** Redis and Postgres say it in the same words. */
function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: Uint8Array) => {
      printed += String(chunk);
      if (/ready to accept connections/i.test(printed)) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("error", reject);
    child.on("exit", () => reject(new Error(`The server did not start:\n${printed}`)));
  });
}
