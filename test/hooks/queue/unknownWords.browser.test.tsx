import { beforeEach, describe, expect, test, vi } from "vitest";
import { command } from "../../support/browserFal.js";
import { startFastClock } from "../support/fastClock.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";

beforeEach(startAfresh);

describe("Q04: a status in a word that fal does not have", () => {
  test.each(["FAILED", "CANCELLED"])("%s is the end, and the result says which", async (word) => {
    const reason = { detail: "The runner broke", error_type: "client_cancelled" };
    await command({
      script: { queueMs: 0, runMs: 0, stream: { word }, result: { status: 499, body: reason } },
    });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await hook.until("canceled");
    expect(hook.generation).toMatchObject({ charged: "maybe" });
  });

  test("FAILED ends with the reason that the result gives", async () => {
    const result = { type: "no_media_generated" } as const;
    await command({ script: { queueMs: 0, runMs: 0, stream: { word: "FAILED" }, result } });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await hook.until("failed");
    expect(hook.generation).toMatchObject({ error: { code: "no-media", charged: "maybe" } });
  });

  test.each<[string, unknown]>([
    ["a new word", { word: "PAUSED" }],
    ["null", { word: null }],
    ["no word at all", { status: 202, body: {} }],
  ])("%s is a look that failed, and the next one counts", async (_, fault) => {
    const looks = [fault, fault] as never;
    await command({ script: { stream: 405, status: looks } });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await vi.waitFor(() => expect(hook.connections).toContain("reconnecting"), 10_000);
    await hook.until("completed");
    expect(hook.statuses).not.toContain("failed");
    // It was not taken for the end: the result is asked for when there is one.
    expect(await asked("result")).toHaveLength(1);
  });

  test("that never ends is not asked for without an end: the result tells", async () => {
    const clock = startFastClock();
    await command({ script: { stream: 405, status: { word: "PAUSED" } } });
    const hook = await mountHook({ slot: "paused" });
    await hook.video.submit(URL_INPUT);
    await clock.passUntil(() => hook.generation.status === "completed", 60 * 60_000);
    const looks = (await asked("status")).length;
    await clock.pass(120_000);
    expect(await asked("status")).toHaveLength(looks);
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  }, 180_000);
});
