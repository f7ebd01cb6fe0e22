import { chromium, type Browser, type Page } from "playwright";
import { onTestFinished } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/chromium.mjs";

let running: Promise<Browser> | null = null;

/** An empty page in a real Chromium, until the test is over. */
export async function openPage(): Promise<Page> {
  running ??= chromium.launch({ executablePath: findChromium()?.path, args: CHROMIUM_ARGS });
  const browser = await running;
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  return page;
}

export async function closeBrowser(): Promise<void> {
  const browser = await running;
  await browser?.close();
}
