import type { BrowserContext, Page } from "playwright";
import { describe, expect, it } from "vitest";
import { openEverydayContext } from "./support/openEverydayContext.js";
import { openTestHost } from "./support/openTestHost.js";
import type { Widget } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

/** Timers of a hidden tab run once a minute; Chromium begins with it after so many seconds, not 300. */
const SLOW_TIMERS = "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1";

describe.each([19, 18] as const)("a page that is put away, on React %i", (react) => {
  const site = setUpSite("our proxy", { app: "test host", react });
  const looks = () => site().fal.count("status") + site().fal.count("stream");
  const openIn = (context: BrowserContext) => openTestHost(site(), {}, { context });

  it("L09: comes back from the back/forward cache, and follows on", async () => {
    site().fal.script({ queueMs: 300, runMs: 5_000 });
    const widget = await openIn(await openEverydayContext());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.page.evaluate(notePageShow);
    await widget.page.goto("about:blank");
    await expect.poll(() => site().fal.openStreams()).toBe(0);
    const before = looks();
    await widget.page.goBack({ waitUntil: "commit" });
    await expect.poll(looks).toBeGreaterThan(before);
    expect(await widget.page.evaluate(() => window.wasPersisted)).toBe(true);
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L09: what ended while it was in the back/forward cache is there at once", async () => {
    site().fal.script({ queueMs: 300, runMs: 1_500 });
    const widget = await openIn(await openEverydayContext());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.page.evaluate(notePageShow);
    await widget.page.goto("about:blank");
    await widget.page.waitForTimeout(2_000);
    await widget.page.goBack({ waitUntil: "commit" });
    await widget.untilPlaying();
    expect(await widget.page.evaluate(() => window.wasPersisted)).toBe(true);
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L09: comes back without that cache, and follows on", async () => {
    site().fal.script({ queueMs: 300, runMs: 4_000 });
    const context = await openEverydayContext(["--disable-back-forward-cache"]);
    const widget = await openIn(context);
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.page.goto("about:blank");
    await widget.page.goBack();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L10: a page that slept asks once when it wakes, not once for each time it missed", async () => {
    site().fal.script({ queueMs: 300, runMs: 60_000, stream: 405 });
    const context = await openEverydayContext();
    const widget = await openIn(context);
    await widget.makeVideo();
    await widget.until("in-progress");
    const wake = await fallAsleep(widget);
    await expect.poll(noLooksFor(2_000), { timeout: 15_000 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const before = looks();
    await wake();
    await expect.poll(looks).toBeGreaterThan(before);
    await widget.page.waitForTimeout(700);
    expect(looks() - before).toBe(1);
  });

  it("L11: in a hidden tab whose timers are slowed down, the end is noted within 65 s", async () => {
    site().fal.script({ queueMs: 300, runMs: 2_000 });
    const context = await openEverydayContext([SLOW_TIMERS]);
    const widget = await openIn(context);
    await widget.makeVideo();
    await widget.until("in-progress");
    await hide(widget.page);
    const kept = () => widget.page.evaluate(() => Object.values(localStorage).join());
    await expect.poll(kept, { timeout: 65_000, interval: 500 }).toContain('"phase":"completed"');
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L11: what ended while the tab was hidden is seen within a second of looking at it", async () => {
    site().fal.script({ queueMs: 300, runMs: 2_000 });
    const widget = await openIn(await openEverydayContext([SLOW_TIMERS]));
    await widget.makeVideo();
    await widget.until("in-progress");
    await hide(widget.page);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(await widget.root.getAttribute("data-status")).toBe("in-progress");
    await widget.page.bringToFront();
    const seenAt = Date.now();
    await widget.until("completed");
    expect(Date.now() - seenAt).toBeLessThan(3_000); // on a busy machine
    expect(site().fal.posts).toHaveLength(1);
  });

  /** Whether nothing is asked for so long. */
  function noLooksFor(ms: number): () => Promise<boolean> {
    return async () => {
      const before = looks();
      await new Promise((resolve) => setTimeout(resolve, ms));
      return looks() === before;
    };
  }
});

declare global {
  interface Window {
    wasPersisted?: boolean;
  }
}

/** Runs in the page. */
function notePageShow(): void {
  addEventListener("pageshow", ({ persisted }) => (window.wasPersisted = persisted));
}

/** Another tab before it. */
async function hide(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.bringToFront();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe("hidden");
}

/** As when a laptop is closed. Returns how it is opened again. */
async function fallAsleep({ page }: Widget): Promise<() => Promise<void>> {
  await hide(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  return async () => {
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await page.bringToFront();
  };
}
