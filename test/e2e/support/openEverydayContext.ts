import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type BrowserContext, chromium } from "playwright";
import { onTestFinished } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/chromium.mjs";

/**
 * A Chromium as people have it, until the test is over: a tab behind another one is hidden, its
 * timers are slowed down, it can be frozen, and a page that is left waits in the back/forward cache.
 * In a Chromium that Playwright itself starts, all of that is switched off.
 *
 * @param args besides those of every Chromium of tests
 */
export async function openEverydayContext(args: readonly string[] = []): Promise<BrowserContext> {
  const path = findChromium()?.path ?? chromium.executablePath();
  const profile = await mkdtemp(join(tmpdir(), "kling-profile-"));
  const own = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const child = spawn(path, [...own, ...CHROMIUM_ARGS, ...args, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(async () => {
    await end(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const browser = await chromium.connectOverCDP(await readAddress(child), { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error("Chromium has no window.");
  return context;
}

async function readAddress({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error("Chromium has no output.");
  for await (const line of createInterface(stderr)) {
    const [address] = /ws:\/\/\S+/.exec(line) ?? [];
    if (address === undefined) continue;
    stderr.resume();
    return address;
  }
  throw new Error("Chromium ended before it could be reached.");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill();
  await exited;
}
