import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  GenerationProgress,
  KlingVideoError,
  type Generation,
  type GenerationProgressProps,
} from "../../src/index.js";
import "../../src/styles/styles.css";
import {
  base,
  completed,
  inProgress,
  inQueue,
  requestId,
  submitting,
  uploading,
  waiting,
} from "./support/generations.js";
import { settle } from "./support/settle.js";

const ui = (props: GenerationProgressProps) => (
  <StrictMode>
    <GenerationProgress {...props} />
  </StrictMode>
);
const show = (generation: Generation, props: Partial<GenerationProgressProps> = {}) =>
  render(ui({ generation, ...props }));
const status = () => page.getByRole("status").element().textContent;
const title = () => document.querySelector(".kling-stage-title")?.textContent;
const cancel = () => page.getByRole("button", { name: "Cancel" });

describe("what is said", () => {
  test.each<[string, Generation, string]>([
    ["an upload", uploading, "Uploading your picture"],
    ["a press whose turn has not come", waiting, "Waiting for its turn"],
    ["what it has cost so far", waiting, "Not sent and not paid yet. Keep this page open."],
    ["the one POST", submitting, "Sending your request"],
    ["the queue", inQueue, "3 ahead of you"],
    ["the head of the queue", { ...inQueue, queuePosition: 0 }, "Next in line"],
    ["the rendering", inProgress, "Rendering your video"],
    ["the video being fetched", { ...inProgress, step: "fetching" }, "Fetching your video"],
    ["a lost connection", { ...inProgress, connection: "reconnecting" }, "Reconnecting…"],
    ["a lost session", { ...inProgress, connection: "signed-out" }, "You are signed out"],
    ["a cancel", { ...inQueue, isCanceling: true }, "Canceling…"],
    [
      "a cancel that may be too late",
      { ...inProgress, isCanceling: true },
      "It may still finish and be charged",
    ],
  ])("names %s", async (_, generation, words) => {
    await show(generation);
    await expect.element(page.getByText(words, { exact: true })).toBeVisible();
  });

  test("has one bar that claims no percentage", async () => {
    await show(inProgress);
    const bar = page.getByRole("progressbar").element();
    expect(bar.hasAttribute("value")).toBe(false);
    expect(document.querySelector(".kling-progress")?.textContent).not.toContain("%");
  });

  test("promises to go on without the page only once fal has it", async () => {
    const promise = page.getByText("Keeps going if you close this page.");
    const screen = await show(uploading);
    expect(promise.query()).toBeNull();
    await screen.rerender(ui({ generation: submitting }));
    expect(promise.query()).toBeNull();
    await screen.rerender(ui({ generation: inQueue }));
    await expect.element(promise).toBeVisible();
  });

  test("marks the step it is at", async () => {
    await show(inProgress);
    const steps = page.getByRole("listitem").elements();
    expect(steps.map((step) => step.textContent)).toEqual([
      "Uploaded, done",
      "Queue, done",
      "Rendering",
      "Video",
    ]);
    expect(steps.map((step) => step.getAttribute("aria-current"))).toEqual([
      null,
      null,
      "step",
      null,
    ]);
  });
});

describe("time", () => {
  beforeEach(() => vi.useFakeTimers({ now: base.submittedAt, toFake: [...TIMERS] }));
  afterEach(() => vi.useRealTimers());

  test("ticks alone: nothing else of the stage is touched", async () => {
    await show(inProgress);
    await expect.poll(status).not.toBe("");
    const touched = new Set<Node | null>();
    const observer = new MutationObserver((records) =>
      records.forEach(({ target }) => touched.add(target.parentElement)),
    );
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    const shownBefore = Date.now() - base.submittedAt;
    await vi.advanceTimersByTimeAsync(84_000 - shownBefore);
    await settle();
    expect(document.querySelector(".kling-progress-time")?.textContent).toBe("1:24 so far");
    observer.disconnect();
    expect([...touched].map((node) => (node as Element).className)).toEqual([
      "kling-progress-time",
    ]);
  });

  test("N15: says after 10 s that the confirmation is still missing", async () => {
    await show(submitting);
    await vi.advanceTimersByTimeAsync(9_900);
    await settle();
    expect(title()).toBe("Sending your request");
    await vi.advanceTimersByTimeAsync(100);
    await settle();
    expect(title()).toBe("Still waiting for confirmation");
  });

  test("N07: offers a look of one's own where the video does not come for 2 min", async () => {
    const onCheck = vi.fn();
    await show({ ...inProgress, step: "fetching" }, { onCheck });
    const check = page.getByRole("button", { name: "Check again" });
    await vi.advanceTimersByTimeAsync(119_000);
    expect(check.query()).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    await check.click();
    expect(onCheck).toHaveBeenCalledOnce();
  });
});

describe("what screen readers are told", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: [...TIMERS] }));
  afterEach(() => vi.useRealTimers());

  test("the status region is there before its words, and stays through all statuses", async () => {
    const screen = await show({ status: "idle" });
    const region = page.getByRole("status").element();
    expect(region.textContent).toBe("");
    await screen.rerender(ui({ generation: inQueue }));
    await vi.advanceTimersByTimeAsync(0);
    await expect.poll(status).toBe("Waiting in the queue. 3 ahead of you.");
    await screen.rerender(ui({ generation: completed }));
    await vi.advanceTimersByTimeAsync(5_000);
    await expect.poll(status).toBe("Your video is ready.");
    expect(page.getByRole("status").elements()).toEqual([region]);
  });

  test("no more than one message in 5 s, and then the newest", async () => {
    const screen = await show(inQueue);
    await vi.advanceTimersByTimeAsync(0);
    await expect.poll(status).toContain("3 ahead");
    await screen.rerender(ui({ generation: { ...inQueue, queuePosition: 2 } }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(status()).toContain("3 ahead");
    await screen.rerender(ui({ generation: { ...inQueue, queuePosition: 0 } }));
    await vi.advanceTimersByTimeAsync(2_900);
    expect(status()).toContain("3 ahead");
    await vi.advanceTimersByTimeAsync(100);
    await settle();
    expect(status()).toBe("Waiting in the queue. Next in line.");
  });

  test("the ticking time is not announced", async () => {
    await show(inProgress);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(status()).toBe("Rendering your video.");
  });
});

describe("Cancel", () => {
  test("is a wish that the host hears", async () => {
    const onCancel = vi.fn();
    await show(inQueue, { onCancel });
    await cancel().click();
    expect(onCancel).toHaveBeenCalledOnce();
  });

  test.each<[string, Generation]>([
    ["while the video is being fetched", { ...inProgress, step: "fetching" }],
    ["when it was pressed already", { ...inProgress, isCanceling: true }],
  ])("is off %s, and still reachable", async (_, generation) => {
    const onCancel = vi.fn();
    await show(generation, { onCancel });
    await expect.element(cancel()).toHaveAttribute("aria-disabled", "true");
    await cancel().click({ force: true });
    expect(onCancel).not.toHaveBeenCalled();
    expect(cancel().element().hasAttribute("disabled")).toBe(false);
  });

  test("Q16: that failed says so, that it goes on, and what to do", async () => {
    const cancelError = new KlingVideoError({ code: "cancel-failed", charged: "maybe", requestId });
    await show({ ...inProgress, cancelError }, { onCancel: () => {} });
    await expect
      .element(page.getByRole("alert"))
      .toHaveTextContent(
        "It could not be canceled; the video is still being made. Try again in a moment.",
      );
  });
});

test("a lost session can be looked at again after signing in", async () => {
  const onCheck = vi.fn();
  await show({ ...inProgress, connection: "signed-out" }, { onCheck });
  await page.getByRole("button", { name: "Check again" }).click();
  expect(onCheck).toHaveBeenCalledOnce();
});

const TIMERS = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "Date",
  "performance",
] as const;
