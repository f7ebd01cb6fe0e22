import { beforeEach, expect, test, vi } from "vitest";
import { command } from "../../support/browserFal.js";
import { counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

test("Q01: half an hour in the queue: the place, the time so far and Cancel are there, and it goes on", async () => {
  const clock = startFastClock();
  const onFailed = vi.fn();
  // No stream: its silence would be fal's, which keeps to the real time.
  await command({ script: { queueMs: 60 * 60_000, queueLength: 7, stream: 405 } });
  const widget = await showWidget({ onFailed });
  await widget.generate.click();
  await widget.until("in-queue");
  await clock.pass(30 * 60_000 + 5_000, 2_000);
  expect(widget.root().dataset["status"]).toBe("in-queue");
  await expect.poll(widget.title).toBe("Waiting in the queue");
  expect(widget.root().textContent).toContain("7 ahead of you");
  expect(widget.root().querySelector(".kling-stage-detail")?.textContent).toMatch(
    /3[01]:\d\d\sso far/,
  );
  expect(onFailed).not.toHaveBeenCalled();

  await expect.element(widget.button("Cancel")).toHaveAttribute("aria-disabled", "false");
  await widget.button("Cancel").click();
  await clock.passUntil(() => widget.root().dataset["status"] === "canceled", 60_000);
  await expect.element(widget.alert).toHaveTextContent("Nothing was charged.");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

test("Q01: a place that the site gave up for lack of time costs nothing, and can be asked for again", async () => {
  const clock = startFastClock();
  const timedOut = {
    status: 504,
    body: { detail: "Request timed out", error_type: "request_timeout" },
    headers: { "x-fal-request-timeout-type": "user", "x-fal-error-type": "request_timeout" },
  };
  await command({ script: { queueMs: 300, runMs: 0, result: timedOut } });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await clock.passUntil(() => hook.generation.status === "failed", 120_000);
  expect(hook.generation).toMatchObject({ error: { code: "queue-timeout", charged: "no" } });
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});
