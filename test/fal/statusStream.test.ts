import { afterEach, expect, test, vi } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import type { QueueStatus } from "../../src/model/status.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { INPUT, startTransport } from "../support/startTransport.js";

let close = async () => {};
afterEach(() => close());

async function watch(script: FaultScript, signal?: AbortSignal) {
  const fal = await startTransport(script);
  close = fal.close;
  const requestId = await fal.transport.submit(INPUT, { attemptId: "a" });
  const seen: QueueStatus[] = [];
  const onStatus = (status: QueueStatus) => seen.push(status);
  const end = await fal.transport.watch(requestId, { logs: true, signal, onStatus });
  return { end, seen, words: [...new Set(seen.map(({ status }) => status))], ...fal };
}

test("a stream brings each status and ends when it is completed", async () => {
  const { end, words, seen } = await watch({});
  expect(end).toBe("ended");
  expect(words).toEqual(["in-queue", "in-progress", "completed"]);
  expect(seen.at(-1)?.logs.length).toBeGreaterThan(1);
});

// FAL.md §6.4 and Q13: cleanly on Express, as a network error elsewhere; never the end of the job.
test.each([{ cutAfterMs: 300 }, { cutAfterMs: 300, reset: true }, { cutAtByte: 150 }])(
  "Q13: a stream that is cut (%o) has ended, not completed",
  async (stream) => {
    const { end, words } = await watch({ stream });
    expect(end).toBe("ended");
    expect(words).not.toContain("completed");
  },
);

// FAL.md §6.5: a refused, missing or buffered stream.
test.each([405, 500, "html-200", { status: 204 }] as const)(
  "Q15: no stream (%o) means that streams do not work here",
  async (stream) => {
    expect(await watch({ stream })).toMatchObject({ end: "unusable", seen: [] });
  },
);

test("a visitor who is signed out says nothing about streams", async () => {
  const { end } = await watch({ stream: { status: 401, body: "Unauthorized" } });
  expect(end).toBe("ended");
});

test.each(["silent", "buffered"] as const)(
  "Q15: a %s stream is given up when no event comes in time",
  async (stream) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const watching = watch({ stream, queueMs: 60_000 });
    const fal = vi.waitUntil(() => vi.getTimerCount() > 0, { timeout: 5_000 });
    await fal;
    await vi.advanceTimersByTimeAsync(8_000);
    vi.useRealTimers();
    expect(await watching).toMatchObject({ end: "unusable", seen: [] });
  },
);

test("a stream can be left, and is closed at fal", async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 300);
  const { end, simulator } = await watch({ queueMs: 60_000 }, controller.signal);
  expect(end).toBe("ended");
  await vi.waitFor(() => expect(simulator.openStreams()).toBe(0));
});

// FAL.md §5.3: the client's own stream breaks a character that is split over two chunks.
test("a character that is split over two chunks stays whole", async () => {
  const event = { status: "IN_PROGRESS", logs: [{ message: "größer → 動画", timestamp: "" }] };
  const bytes = new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`);
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    fetch: async () => {
      const body = new ReadableStream({
        start(controller) {
          for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
          controller.close();
        },
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    },
  });
  const seen: QueueStatus[] = [];
  await transport.watch("abc", { onStatus: (status) => seen.push(status) });
  expect(seen[0]?.logs[0]?.message).toBe("größer → 動画");
});
