import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { command } from "../../support/browserFal.js";
import { asked, counts, freshWay, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

test("Q08: a request that fal does not know yet is looked for again, and ends in its video", async () => {
  await command({ script: { hiddenMs: 3_000, queueMs: 3_500, runMs: 300 } });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await vi.waitFor(() => expect(hook.connections).toContain("reconnecting"), 10_000);
  expect(hook.generation.status).toBe("in-queue");
  await hook.until("completed");
  expect(hook.statuses).not.toContain("failed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

test("Q08: one that fal never gets to know is looked for during a minute, and stays noted", async () => {
  const clock = startFastClock();
  await command({ script: { hiddenMs: 60 * 60_000 } });
  const widget = await showWidget();
  await widget.generate.click();
  await widget.until("in-queue");
  const tookMs = await clock.passUntil(
    () => widget.root().dataset["status"] === "failed",
    10 * 60_000,
  );
  expect(tookMs).toBeGreaterThan(60_000);
  await expect.element(widget.alert).toHaveTextContent("fal does not know this request.");
  await expect.element(widget.alert).toHaveTextContent("It may have been charged.");
  await expect.element(widget.button("Check again")).toBeVisible();
  expect(Object.values(localStorage).join()).toContain("not-found");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

test("Q08: a result that is “still in progress” is asked for again until it is there", async () => {
  await command({
    script: { queueMs: 0, runMs: 100, result: ["still-in-progress", "still-in-progress"] },
  });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await hook.until("completed");
  expect(await asked("result")).toHaveLength(3);
  expect(hook.statuses).not.toContain("failed");
});

test.each([
  ["410", { status: 410, body: { detail: "Request is gone" } }],
  ["404", { status: 404, body: { detail: "Request not found" } }],
])(
  "Q09: a request that fal no longer keeps (%s) when the visitor is back after hours",
  async (_, gone) => {
    const proxyUrl = freshWay();
    await command({ script: { queueMs: 60 * 60_000 } });
    const before = await showWidget({ proxyUrl, slot: "late" });
    await before.generate.click();
    await before.until("in-queue");
    await before.unmount();

    const clock = startFastClock();
    vi.setSystemTime(Date.now() + 5 * 60 * 60_000);
    await command({ proxy: { answer: gone } });
    const widget = await showWidget({ proxyUrl, slot: "late" });
    await clock.passUntil(() => widget.root().dataset["status"] === "failed", 10 * 60_000);
    await expect
      .element(widget.alert)
      .toHaveTextContent("fal no longer keeps this result; results are usually kept for 30 days.");
    await expect.element(widget.button("Copy request id")).toBeVisible();
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  },
);

test("Q09: a video that was seen is shown from the note, although fal no longer knows the request", async () => {
  const proxyUrl = freshWay();
  await command({ script: { queueMs: 0, runMs: 100 } });
  const before = await showWidget({ proxyUrl, slot: "seen" });
  await before.generate.click();
  await before.until("completed");
  const address = before.root().querySelector("video")?.src;
  await before.unmount();
  await command({ reset: true });

  // What this page has asked for before is not in its cache any more.
  const widget = await showWidget({ proxyUrl, slot: "seen" }, new QueryClient());
  await widget.until("completed");
  expect(widget.root().querySelector("video")?.src).toBe(address);
  // Whoever would ask has done so by then, and with a stream first.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await asked("stream")).toEqual([]);
  expect(await asked("status")).toEqual([]);
  expect(await asked("result")).toEqual([]);
});
