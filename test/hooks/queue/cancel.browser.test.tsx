import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Fault } from "../../../src/simulator/index.js";
import { command, report } from "../../support/browserFal.js";
import { counts, startAfresh } from "../support/freshFal.js";
import { PATIENCE_MS } from "../support/patience.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

const isKnownPlace = /\d ahead of you|Next in line/;

describe("Q16: Cancel in the queue", () => {
  test.each(["client-cancelled", "not-found"] as const)(
    "ends it for nothing, whether fal says it was canceled or never heard of it (%s)",
    async (canceledInQueue) => {
      await command({ script: { queueMs: 60_000, canceledInQueue } });
      const widget = await showWidget();
      await widget.generate.click();
      await expect.poll(() => widget.root().textContent).toMatch(isKnownPlace);
      await widget.button("Cancel").click();
      await widget.until("canceled");
      await expect.element(widget.alert).toHaveTextContent("Nothing was charged.");
      await expect.element(widget.generate).toHaveAttribute("aria-disabled", "false");
      expect((await report()).ledger[0]?.cancelAttempts).toBe(1);
    },
  );
});

describe("Q16: Cancel while it runs", () => {
  test("is a wish: it may still be charged, and the video that comes is shown", async () => {
    await command({ script: { queueMs: 0, runMs: 3_000 } });
    const widget = await showWidget();
    await widget.generate.click();
    await widget.until("in-progress");
    await widget.button("Cancel").click();
    await expect.poll(widget.title).toBe("Canceling…");
    expect(widget.root().textContent).toContain("It may still finish and be charged");
    await expect.element(widget.button("Cancel")).toHaveAttribute("aria-disabled", "true");
    await widget.until("completed");
    expect(widget.statuses).not.toContain("canceled");
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });

  test("that is granted (499) ends it, and it may have cost", async () => {
    await command({ script: { queueMs: 0, runMs: 60_000, canceledRunning: "client-cancelled" } });
    const widget = await showWidget();
    await widget.generate.click();
    await widget.until("in-progress");
    await widget.button("Cancel").click();
    await widget.until("canceled");
    await expect.element(widget.alert).toHaveTextContent("may have been charged");
    expect(widget.root().textContent).not.toContain("Nothing was charged");
  });
});

test("Q16: Cancel of what is finished already brings the video", async () => {
  const onCompleted = vi.fn();
  // The page does not know it yet: its only look is on its way.
  const status: Fault[] = [{ slowMs: 3_000 }];
  await command({ script: { queueMs: 0, runMs: 200, stream: 405, status } });
  const widget = await showWidget({ onCompleted });
  await widget.generate.click();
  await widget.until("in-queue");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await widget.button("Cancel").click();
  // It comes too late, which is no failure: nobody is told to try again.
  let isFailureTold = false;
  await vi.waitFor(
    () => {
      isFailureTold ||= widget.alert.query() !== null;
      expect(widget.root().dataset["status"]).toBe("completed");
    },
    { timeout: PATIENCE_MS },
  );
  expect(isFailureTold).toBe(false);
  expect((await report()).ledger[0]?.cancelAttempts).toBe(1);
  expect(widget.statuses).not.toContain("canceled");
  await expect.poll(() => onCompleted.mock.calls.length).toBe(1);
});

describe("Q16: a Cancel that does not work is told, and the generation goes on to its video", () => {
  test.each<[string, Fault]>([
    ["500, as from two adapters of fal's proxy package", 500],
    ["a page of HTML with 500", "html-500"],
    ["405, where a proxy has no PUT", { status: 405, body: "Method Not Allowed" }],
    ["404, because fal does not know it yet", { status: 404, body: { status: "NOT_FOUND" } }],
    ["200 that says nothing", { status: 200, body: {} }],
    ["no answer", "reset"],
  ])("%s", async (_, cancel) => {
    await command({ script: { queueMs: 1_500, runMs: 500, cancel } });
    const widget = await showWidget();
    await widget.generate.click();
    await widget.until("in-queue");
    await widget.button("Cancel").click();
    await expect
      .element(widget.alert)
      .toHaveTextContent("It could not be canceled; the video is still being made.");
    await expect.element(widget.button("Cancel")).toHaveAttribute("aria-disabled", "false");
    await widget.until("completed");
    expect(widget.statuses).not.toContain("canceled");
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });
});
