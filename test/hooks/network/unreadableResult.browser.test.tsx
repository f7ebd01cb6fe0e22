import { beforeEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { command } from "../../support/browserFal.js";
import { asked, counts, startAfresh } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

describe("N07: a result that cannot be read after fal has completed it", () => {
  test.each([500, 504] as const)(
    "in fal's own words (%i): three questions in 30 s, then failed, and Check again finds it",
    async (fault) => {
      const clock = startFastClock();
      await command({ script: { queueMs: 0, runMs: 200, result: [fault, fault, fault] } });
      const widget = await showWidget();
      await widget.generate.click();
      await clock.passUntil(async () => (await asked("result")).length === 1, 30_000);
      expect(widget.root().dataset["status"]).toBe("in-progress");
      const tookMs = await clock.passUntil(
        () => widget.root().dataset["status"] === "failed",
        60_000,
      );
      expect(tookMs).toBeGreaterThan(10_000);
      expect(await asked("result")).toHaveLength(3);
      await expect.element(widget.alert).toHaveTextContent("It may have been charged.");
      expect(page.getByRole("button", { name: /^(Try|Send) again/ }).query()).toBeNull();

      await widget.button("Check again").click();
      await clock.passUntil(() => widget.root().dataset["status"] === "completed", 60_000);
      expect(await counts()).toEqual({ posts: 1, charges: 1 });
    },
  );

  test.each(["html-500", "html-504", "empty"] as const)(
    "in words that are not fal's (%s): the video is being fetched, for as long as it takes",
    async (fault) => {
      const clock = startFastClock();
      await command({ script: { queueMs: 0, runMs: 200, result: fault } });
      const widget = await showWidget();
      await widget.generate.click();
      await clock.passUntil(async () => (await asked("result")).length >= 2, 60_000);
      expect(widget.button("Check again").query()).toBeNull();
      await clock.pass(125_000);
      expect(widget.root().dataset["status"]).toBe("in-progress");
      await expect.element(widget.button("Check again")).toBeVisible();
      // Not every 2 s: a result that cannot be read is asked for less and less often.
      expect((await asked("result")).length).toBeLessThan(25);
      expect(widget.statuses).not.toContain("failed");
      expect(await counts()).toEqual({ posts: 1, charges: 1 });
    },
  );

  test("as soon as it can be read, the video is there", async () => {
    const clock = startFastClock();
    await command({
      script: { queueMs: 0, runMs: 200, result: ["html-504", "empty", "html-500"] },
    });
    const widget = await showWidget();
    await widget.generate.click();
    await clock.passUntil(() => widget.root().dataset["status"] === "completed", 5 * 60_000);
    expect(widget.statuses).not.toContain("failed");
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });
});
