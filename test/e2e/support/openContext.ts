import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from "playwright";
import { onTestFinished } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/chromium.mjs";

let running: Promise<Browser> | null = null;

/** A browser profile of its own in a real Chromium, until the test is over. */
export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const executablePath = findChromium()?.path;
  running ??= chromium.launch({
    args: CHROMIUM_ARGS,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const browser = await running;
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  onTestFinished(() => context.close());
  return context;
}

export async function closeBrowser(): Promise<void> {
  const browser = await running;
  running = null;
  await browser?.close();
}
