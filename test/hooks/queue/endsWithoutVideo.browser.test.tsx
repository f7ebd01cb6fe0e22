import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ResultFault } from "../../../src/simulator/index.js";
import { command, report } from "../../support/browserFal.js";
import { counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

test("Q05: a request that is completed with an error has failed, with fal's own word for it", async () => {
  const clock = startFastClock();
  const completedWith = { error: "The runner broke", error_type: "runner_server_error" };
  const [onCompleted, onFailed] = [vi.fn(), vi.fn()];
  await command({ script: { queueMs: 0, runMs: 100, completedWith } });
  const hook = await mountHook({ onCompleted, onFailed });
  await hook.video.submit(URL_INPUT);
  await clock.passUntil(() => hook.generation.status === "failed", 120_000);
  expect(hook.generation).toMatchObject({
    error: { code: "model-error", falType: "runner_server_error", requestId: expect.any(String) },
  });
  expect(hook.statuses).not.toContain("completed");
  expect(onFailed).toHaveBeenCalledOnce();
  expect(onCompleted).not.toHaveBeenCalled();
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

describe("Q06: the content policy refuses", () => {
  test.each(["prompt", "image_url"] as const)(
    "%s: it is said there, may have cost, and is sent again only after a change",
    async (field) => {
      const result = { type: "content_policy_violation", field } as const;
      await command({ script: { queueMs: 0, runMs: 100, result } });
      const widget = await showWidget();
      await widget.generate.click();
      await widget.until("failed");
      const invalid = widget.root().querySelector('[aria-invalid="true"]');
      expect(invalid?.matches("textarea")).toBe(field === "prompt");
      await expect.element(widget.alert).toHaveTextContent("content policy refused this");
      expect(widget.root().textContent).toContain("It may have been charged.");
      await expect.element(widget.generate).toHaveAttribute("aria-disabled", "true");

      await widget.prompt.fill("Something else");
      await expect.element(widget.generate).toHaveAttribute("aria-disabled", "false");
      expect(await counts()).toEqual({ posts: 1, charges: 1 });
    },
  );
});

describe("Q07: a result without a video that can be shown", () => {
  test.each<[string, ResultFault]>([
    ["none at all", "no-video"],
    ["an empty address", { videoUrl: "" }],
    ["a script for an address", { videoUrl: "javascript:alert(1)" }],
    ["an address that is not encrypted", { videoUrl: "http://videos.example/clip.mp4" }],
  ])("%s: it has failed, and its request id can be copied", async (_, result) => {
    await command({ script: { queueMs: 0, runMs: 100, result } });
    const widget = await showWidget();
    await widget.generate.click();
    await widget.until("failed");
    await expect.element(widget.alert).toHaveTextContent("its answer has no video");
    await expect.element(widget.alert).toHaveTextContent("It may have been charged.");
    await expect.element(widget.button("Copy request id")).toBeVisible();
    const { ledger } = await report();
    expect(widget.root().querySelector(".kling-request-id code")).toHaveTextContent(
      ledger[0]?.requestId ?? "none",
    );
    expect(widget.root().querySelector("progress, video")).toBeNull();
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });
});
