import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { bundleEntry } from "../../support/bundleEntry.js";
import { FAL_KEY } from "./startProxy.js";

/** What a host process tells when it is asked. */
export interface HostReport {
  /** Bytes in use, after all that is not needed was collected. */
  heapUsed: number;
  rss: number;
  /** Rejections and exceptions that nobody caught. */
  unhandled: string[];
  /** What a host of the fuzzer sent to fal and must not have. */
  violations?: string[];
  /** How often it reached fal with each kind of request. */
  reached?: Record<string, number>;
}

export interface HostProcess {
  /** Where its server listens. */
  origin: string;
  pid: number;
  isAlive: () => boolean;
  /** Everything on stdout and stderr so far. */
  printed: () => string;
  /** How many files and sockets it holds open. */
  countFiles: () => Promise<number>;
  report: () => Promise<HostReport>;
  /** Ends it, and answers everything it printed. */
  end: () => Promise<string>;
}

interface HostOptions {
  /** Its program in this folder. Beside it lies the library's server side, as `server.mjs`. */
  script: string;
  env?: Record<string, string>;
}

/** Starts a host in a process of its own, for as long as a test runs. */
export async function startHostProcess({ script, env }: HostOptions): Promise<HostProcess> {
  const folder = await mkdtemp(join(tmpdir(), "kling-proxy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, "server.mjs"),
    await bundleEntry("src/server/index.ts", "server", "es"),
  );
  for (const name of [script, "tellHost.mjs"]) {
    await copyFile(new URL(name, import.meta.url), join(folder, name));
  }
  const child = fork(join(folder, script), {
    env: { ...process.env, FAL_KEY, ...env },
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  onTestFinished(() => void child.kill());
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += String(chunk)));
  child.stderr?.on("data", (chunk) => (printed += String(chunk)));
  const [port] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new Error(`The host ended before it listened: ${printed}`);
    }),
  ]);
  const pid = child.pid ?? 0;

  return {
    origin: `http://127.0.0.1:${String(port)}`,
    pid,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    printed: () => printed,
    countFiles: async () => (await readdir(`/proc/${pid}/fd`)).length,
    async report() {
      const answered = once(child, "message");
      child.send("report");
      const [report] = await answered;
      return report as HostReport;
    },
    async end() {
      const closed = once(child, "close");
      child.kill();
      await closed;
      return printed;
    },
  };
}
