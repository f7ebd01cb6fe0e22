import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { StreamFault } from "../../src/simulator/index.js";
import { createTestFal } from "./support/createTestFal.js";
import { readEvents } from "./support/readEvents.js";

// The stream's timers and the simulator's clock are moved together.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const LOGS = ["one", "two", "three", "four"];

async function openStream(
  stream: StreamFault | "truth" = "truth",
  {
    queueMs = 2000,
    runMs = 4000,
    signal,
  }: Partial<{ queueMs: number; runMs: number; signal: AbortSignal }> = {},
) {
  const fal = createTestFal({ now: Date.now, queueMs, runMs, queueLength: 1 });
  fal.fal.script({ logs: LOGS, stream: [stream] });
  const job = await fal.start();
  const response = await job.stream(signal ? { signal } : {});
  return { ...fal, job, response };
}

test("tells each change once, with only the new lines, and closes after COMPLETED", async () => {
  const { fal, response } = await openStream();
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(fal.openStreams()).toBe(1);
  const text = response.text();
  await vi.advanceTimersByTimeAsync(6000);
  const events = readEvents(await text).map(({ status, queue_position: place, logs }) => [
    status,
    place ?? logs?.map(({ message }) => message),
  ]);
  expect(events).toEqual([
    ["IN_QUEUE", 1],
    ["IN_QUEUE", 0],
    ["IN_PROGRESS", ["one"]],
    ["IN_PROGRESS", ["two"]],
    ["IN_PROGRESS", ["three"]],
    ["IN_PROGRESS", ["four"]],
    ["COMPLETED", []],
  ]);
  expect(fal.openStreams()).toBe(0);
});

test("a stream that is opened later begins with all lines so far", async () => {
  const { job } = await openStream();
  await vi.advanceTimersByTimeAsync(4000);
  const text = job.stream().then((response) => response.text());
  await vi.advanceTimersByTimeAsync(2000);
  const [first] = readEvents(await text);
  expect(first?.logs).toHaveLength(3);
});

test("a comment comes every 15 s while nothing changes", async () => {
  const { response } = await openStream("truth", { queueMs: 100_000, runMs: 0 });
  const text = response.text();
  await vi.advanceTimersByTimeAsync(100_000);
  const beforeTheFirstChange = (await text).split("data: ")[1];
  expect(beforeTheFirstChange?.match(/^: ping$/gm)).toHaveLength(3);
});

test("closes when the reader leaves", async () => {
  const { fal, response } = await openStream();
  const reader = response.body?.getReader();
  await reader?.read();
  await vi.advanceTimersByTimeAsync(10);
  expect(vi.getTimerCount()).toBe(1);
  await reader?.cancel();
  expect([fal.openStreams(), vi.getTimerCount()]).toEqual([0, 0]);

  const abort = new AbortController();
  const { fal: other, response: aborted } = await openStream("truth", { signal: abort.signal });
  const text = aborted.text().catch((error: Error) => error.name);
  abort.abort();
  expect(await text).toBe("AbortError");
  expect(other.openStreams()).toBe(0);
});

test("cut after a time: ends as if it were done, without COMPLETED", async () => {
  const { response } = await openStream({ cutAfterMs: 2500 });
  const text = response.text();
  await vi.advanceTimersByTimeAsync(2500);
  expect(readEvents(await text).map(({ status }) => status)).toEqual([
    "IN_QUEUE",
    "IN_QUEUE",
    "IN_PROGRESS",
  ]);
});

test("cut by a reset: breaks", async () => {
  const { fal, response } = await openStream({ cutAfterMs: 500, reset: true });
  const text = response.text().catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(500);
  expect(await text).toBe("fetch failed");
  expect(fal.openStreams()).toBe(0);
});

test("cut at a byte: in the middle of an event", async () => {
  const { response } = await openStream({ cutAtByte: 40 });
  const text = await response.text();
  expect(new TextEncoder().encode(text)).toHaveLength(40);
  expect(text).toMatch(/^data: \{"status":"IN_QUEUE"/);
});

test("silent: open, and never a byte", async () => {
  const { fal, response } = await openStream("silent");
  const seen = vi.fn();
  void response.body?.getReader().read().then(seen, seen);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(seen).not.toHaveBeenCalled();
  expect(fal.openStreams()).toBe(1);
});

test("buffered: nothing until the end, then all at once", async () => {
  const { response } = await openStream("buffered");
  const seen = vi.fn();
  const reader = response.body?.getReader();
  void reader?.read().then(({ value }) => seen(new TextDecoder().decode(value)));
  await vi.advanceTimersByTimeAsync(5900);
  expect(seen).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100);
  expect(readEvents(seen.mock.calls[0]?.[0])).toHaveLength(7);
});

test("another word stands in every event", async () => {
  const { response } = await openStream({ word: "FAILED" }, { queueMs: 0, runMs: 0 });
  expect(readEvents(await response.text())).toMatchObject([{ status: "FAILED" }]);
});

test.each([
  ["html-200", 200, "text/html"],
  [{ status: 204 }, 204, null],
  [405, 405, "application/json"],
] as const)("%j is answered in place of a stream, once", async (fault, status, type) => {
  const { fal, job, response } = await openStream(fault);
  expect(response.status).toBe(status);
  if (type) expect(response.headers.get("content-type")).toContain(type);
  expect(fal.openStreams()).toBe(0);
  const next = await job.stream();
  expect(next.headers.get("content-type")).toContain("text/event-stream");
  await next.body?.cancel();
});
