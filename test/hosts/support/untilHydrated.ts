import type { Locator } from "playwright";
import { expect } from "vitest";

/** Waits until React has taken over what the server has rendered: before that it hears of nothing. */
export async function untilHydrated(element: Locator): Promise<void> {
  const isHydrated = () =>
    element.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps$")));
  await expect.poll(isHydrated, { timeout: 20_000 }).toBe(true);
}
