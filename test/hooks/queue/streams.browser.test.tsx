import { beforeEach, describe, expect, test, vi } from "vitest";
import type { StreamFault } from "../../../src/simulator/index.js";
import { command, report } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { mountHook, type MountedHook } from "../support/mountHook.js";

beforeEach(startAfresh);

const LINES = ["Loading", "Rendering", "Rendering", "Encoding"];

function linesOf({ generation }: MountedHook): readonly string[] {
  if (!("logs" in generation)) throw new Error("There is no log.");
  return generation.logs.map(({ message }) => message);
}

describe("Q13: a stream that is cut is not the end", () => {
  test.each<[string, StreamFault]>([
    ["in the middle of an event", { cutAtByte: 150 }],
    ["in the middle of an event, by a reset", { cutAtByte: 150, reset: true }],
    ["after a while", { cutAfterMs: 600 }],
    ["after a while, by a reset", { cutAfterMs: 600, reset: true }],
  ])("%s: it ends completed, once, with each line once", async (_, cut) => {
    const onCompleted = vi.fn();
    await command({
      script: { queueMs: 300, runMs: 1_500, stream: [cut, cut], logs: LINES },
    });
    const hook = await mountHook({ onCompleted });
    await hook.video.submit(URL_INPUT);
    await hook.until("completed");
    expect(linesOf(hook)).toEqual(LINES);
    await vi.waitFor(() => expect(onCompleted).toHaveBeenCalledOnce());
    expect((await asked("status")).length).toBeGreaterThan(0);
    expect(hook.statuses.filter((status) => status === "completed")).toHaveLength(1);
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });
});

test("Q14: a stream in which not even a comment comes for 40 s is left, and a look is taken", async () => {
  const clock = startFastClock();
  // fal sends its comment every 15 s of the real time: for the page that is minutes.
  await command({ script: { queueMs: 60 * 60_000, queueLength: 0 } });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await vi.waitFor(() => expect(hook.generation).toMatchObject({ queuePosition: 0 }), 10_000);
  expect(await asked("status")).toHaveLength(0);
  await clock.pass(30_000);
  expect(await asked("status")).toHaveLength(0);
  await clock.passUntil(async () => (await asked("status")).length === 1, 60_000);
  expect(hook.generation).toMatchObject({ status: "in-queue", connection: "live" });
  // The silent one is closed, and followed by another: it worked before.
  await clock.passUntil(async () => (await asked("stream")).length === 2, 20_000);
  await vi.waitFor(async () => expect((await report()).openStreams).toBe(1), 5_000);
});

test("Q14: a stream that never says anything is left after 8 s, and looks bring the video", async () => {
  const clock = startFastClock();
  await command({ script: { queueMs: 300, runMs: 300, stream: "silent" } });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await clock.passUntil(() => hook.generation.status === "completed", 60_000);
  expect(await asked("stream")).toHaveLength(1);
  await vi.waitFor(async () => expect((await report()).openStreams).toBe(0), 5_000);
});

describe("Q15: where streams do not work, looks bring the video, with each line once", () => {
  const fakedGzip = {
    status: 200,
    body: 'data: {"status":"IN_QUEUE"}\n\n',
    headers: { "content-type": "text/event-stream", "content-encoding": "gzip" },
  };

  test.each<[string, StreamFault]>([
    ["a page of HTML", "html-200"],
    ["204", { status: 204 }],
    ["405", 405],
    ["501", { status: 501 }],
    ["one JSON answer", { status: 200, body: { status: "IN_QUEUE", queue_position: 0 } }],
  ])("%s", async (_, stream) => {
    await command({ script: { stream, queueMs: 300, runMs: 1_000, logs: LINES } });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await hook.until("completed");
    expect(linesOf(hook)).toEqual(LINES);
    // Once is enough to know.
    expect(await asked("stream")).toHaveLength(1);
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });

  test("said to be compressed, and not", async () => {
    await command({
      script: { queueMs: 300, runMs: 1_000, logs: LINES },
      proxy: { answer: fakedGzip, operation: "stream" },
    });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await hook.until("completed");
    expect(linesOf(hook)).toEqual(LINES);
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });

  test("held back by a proxy until all is there", async () => {
    const clock = startFastClock();
    await command({ script: { stream: "buffered", queueMs: 300, runMs: 5_000, logs: LINES } });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await clock.pass(9_500);
    expect((await report()).openStreams).toBe(0);
    await hook.until("completed");
    expect(linesOf(hook)).toEqual(LINES);
    expect(await asked("stream")).toHaveLength(1);
  });

  test("held back, and all is there before the page gives up: no line comes twice", async () => {
    await command({ script: { stream: "buffered", queueMs: 300, runMs: 1_000, logs: LINES } });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await hook.until("completed");
    expect(linesOf(hook)).toEqual(LINES);
  });
});
