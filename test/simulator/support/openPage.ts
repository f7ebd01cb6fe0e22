import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright";
import { onTestFinished } from "vitest";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

let running: Promise<Browser> | null = null;

/** An empty page in a real Chromium, until the test is over. */
export async function openPage(): Promise<Page> {
  running ??= chromium.launch({
    args: ARGS,
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
  });
  const browser = await running;
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  return page;
}

export async function closeBrowser(): Promise<void> {
  const browser = await running;
  await browser?.close();
}
