import { describe, expect, it } from "vitest";
import type { GenerationStatus } from "../../src/index.js";
import { killTab } from "./support/killTab.js";
import { openEverydayContext } from "./support/openEverydayContext.js";
import { openTestHost } from "./support/openTestHost.js";
import type { Widget } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

/** A page that has answered is asked again after 5 s, and one second of silence ends it. */
const GIVEN_UP_WITHIN_MS = 6_000;
/** What a busy machine adds. */
const NOISE_MS = 6_000;

describe.each([19, 18] as const)("the tabs of one visitor, on React %s in StrictMode", (react) => {
  const site = setUpSite("our proxy", { app: "test host", react });

  it("L07: show the same within a second of each other, and it is paid for once", async () => {
    site().fal.script({ queueMs: 2_000, runMs: 3_000 });
    const one = await openTestHost(site());
    const other = await one.openTab();
    await Promise.all([one, other].map(noteTimes));
    await one.makeVideo();
    await Promise.all([one.until("completed"), other.until("completed")]);

    const [times, otherTimes] = [await timesOf(one), await timesOf(other)];
    const statuses = ["submitting", "in-queue", "in-progress", "completed"] as const;
    for (const status of statuses) {
      const apart = Math.abs((times[status] ?? 0) - (otherTimes[status] ?? Infinity));
      // One second, and what a busy machine adds.
      expect(apart, `${status}: ms between the tabs`).toBeLessThan(2_500);
    }
    await other.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L08: an attempt whose tab dies is given up after a second, and a new one is sent at once", async () => {
    site().fal.script({ submit: { slowMs: 20_000 } });
    const one = await openTestHost(site());
    const other = await one.openTab();
    await one.makeVideo();
    await other.until("submitting");
    await expect.poll(() => site().fal.posts.length).toBe(1);
    await killTab(one.page);
    const since = Date.now();
    await other.until("unconfirmed");
    expect(Date.now() - since).toBeLessThan(GIVEN_UP_WITHIN_MS + NOISE_MS);
    await startAnew(other);
    await expect.poll(() => site().fal.posts.length).toBe(2);
  });

  it("L08: an attempt whose tab is frozen is given up after a second, and both are followed", async () => {
    site().fal.script({ queueMs: 300, runMs: 3_000, submit: { slowMs: 20_000 } });
    const one = await openTestHost(site(), {}, { context: await openEverydayContext() });
    await one.makeVideo();
    await one.until("submitting");
    await expect.poll(() => site().fal.posts.length).toBe(1);
    const blank = await one.context.newPage();
    await blank.bringToFront();
    const session = await one.context.newCDPSession(one.page);
    await session.send("Page.setWebLifecycleState", { state: "frozen" });

    const other = await one.openTab();
    const since = Date.now();
    await other.until("unconfirmed");
    expect(Date.now() - since).toBeLessThan(GIVEN_UP_WITHIN_MS + NOISE_MS);
    await startAnew(other);
    await expect.poll(() => site().fal.posts.length).toBe(2);
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await one.page.bringToFront();
    await one.until("completed");
  });
});

/** Puts an attempt away that the proxy says is on its way: to pay for it twice is not offered. */
async function startAnew(widget: Widget): Promise<void> {
  const { root } = widget;
  await root.getByRole("button", { name: "Check again" }).waitFor();
  expect(await root.getByRole("button", { name: /^Send again/ }).count()).toBe(0);
  await root.getByRole("button", { name: "Dismiss" }).click();
  await widget.makeVideo();
}

declare global {
  interface Window {
    statusTimes?: Partial<Record<GenerationStatus, number>>;
  }
}

/** Notes when the page first shows each status, in ms since the epoch. */
async function noteTimes({ page }: Widget): Promise<void> {
  await page.evaluate(() => {
    const times: NonNullable<typeof window.statusTimes> = (window.statusTimes = {});
    const root = document.querySelector<HTMLElement>(".kling-generator");
    const note = () => {
      const status = root?.dataset["status"] as GenerationStatus | undefined;
      if (status) times[status] ??= Date.now();
    };
    new MutationObserver(note).observe(document, {
      subtree: true,
      attributeFilter: ["data-status"],
    });
  });
}

async function timesOf({ page }: Widget): Promise<Partial<Record<GenerationStatus, number>>> {
  return page.evaluate(() => window.statusTimes ?? {});
}
