import { beforeEach, expect, test } from "vitest";
import { command } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

test("N15: a submit that is answered after 90 s is waited for, and its answer counts", async () => {
  const clock = startFastClock();
  // fal keeps to the real time: 8 s of it are some minutes for the page.
  await command({ script: { submit: { slowMs: 8_000 } } });
  const widget = await showWidget();
  await widget.generate.click();
  await widget.until("submitting");
  expect(widget.title()).toBe("Sending your request");
  await clock.pass(10_500);
  expect(widget.title()).toBe("Still waiting for confirmation");
  await clock.pass(80_000);
  expect(widget.root().dataset["status"]).toBe("submitting");
  await expect.element(widget.generate).toHaveAttribute("aria-disabled", "true");

  await widget.until("completed");
  expect(widget.statuses).not.toContain("unconfirmed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

test("N15: a look that is never answered is given up after 30 s, and the next one counts", async () => {
  const clock = startFastClock();
  await command({ script: { stream: 405, status: ["blackhole"], queueMs: 100, runMs: 100 } });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await clock.passUntil(async () => (await asked("status")).length === 1, 10_000);
  await clock.pass(25_000);
  expect(await asked("status")).toHaveLength(1);
  expect(hook.generation).toMatchObject({ status: "in-queue", connection: "live" });
  await clock.pass(7_000);
  expect(hook.generation).toMatchObject({ status: "in-queue", connection: "reconnecting" });
  await clock.passUntil(() => hook.generation.status === "completed", 60_000);
  expect(hook.statuses).not.toContain("failed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});
