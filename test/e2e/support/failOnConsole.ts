import type { Page } from "playwright";
import { expect, onTestFinished } from "vitest";

/** The browser's own words about a request that failed are no warning of anybody's. */
const OF_THE_BROWSER = /^Failed to load resource|^Access to fetch/;

/** From now on whatever React or the library say on the console is a failure of the test. */
export function failOnConsole(page: Page): void {
  const said: string[] = [];
  page.on("console", (message) => {
    const isBad = message.type() === "error" || message.type() === "warning";
    if (isBad && !OF_THE_BROWSER.test(message.text())) said.push(message.text());
  });
  onTestFinished(() => expect(said).toEqual([]));
}
