import { findEventGaps } from "./findEventGaps.js";

/** fal itself sends a comment every 15 s; gateways cut what is silent for 30 s or 60 s. */
const HEARTBEAT_MS = 15_000;

/** With this heartbeat in a row, and nothing of fal's between, fal's end is taken for dead. */
const DEAD_AT_HEARTBEAT = 3;

/** How long the rest of a half-received event is waited for at the end. */
const REST_OF_EVENT_MS = 1_000;

/** A longer timer would fire at once. */
const TIMER_MAX_MS = 2_147_483_647;

const COMMENT = new TextEncoder().encode(": still here\n\n");

interface BrowserStreamOptions {
  /** @default 15_000 */
  heartbeatMs?: number | undefined;
  /** @default no end but fal's */
  maxMs?: number | undefined;
  /** Fires when the browser leaves. */
  signal?: AbortSignal | undefined;
}

/**
 * fal's status stream as the browser gets it: each chunk as it comes, no faster than the browser
 * reads, and a comment whenever nothing came for `heartbeatMs`, so that no gateway takes the
 * connection for dead. Comments stand between two events only.
 *
 * After `maxMs` it ends as if complete, and the page asks again. An event that is half through then
 * has a second to arrive; what is missing by then makes every reader drop that event, and the page's
 * next question brings it. It ends too when fal has been silent for three heartbeats: the comments
 * would else keep the page at a stream that is dead behind the proxy.
 *
 * When fal's connection breaks, so does this one: an end would look like the end of the events.
 */
export function toBrowserStream(
  body: ReadableStream<Uint8Array>,
  { heartbeatMs = HEARTBEAT_MS, maxMs, signal }: BrowserStreamOptions = {},
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const gaps = findEventGaps();
  const timers = createTimers();
  let hasBytes = false;
  let isOver = false;
  let isEnding = false;
  let isReading = false;
  let silentBeats = 0;
  let stopListening = (): void => undefined;

  /** Answers whether it was not over before. */
  function finish(): boolean {
    if (isOver) return false;
    isOver = true;
    timers.clear();
    stopListening();
    return true;
  }

  function closeUpstream(reason?: unknown): void {
    reader.cancel(reason).catch(() => undefined);
  }

  function end(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (!finish()) return;
    // A page takes a stream that ends without a byte for one that does not work here. The empty line
    // of a comment would complete the half of an event.
    if (gaps.isAtGap && (!hasBytes || gaps.isAfterCr)) controller.enqueue(COMMENT);
    controller.close();
    closeUpstream();
  }

  function beat(controller: ReadableStreamDefaultController<Uint8Array>): void {
    // While the browser takes nothing, fal is not listened to: that is no silence of fal's.
    if (isReading) silentBeats += 1;
    if (silentBeats >= DEAD_AT_HEARTBEAT) return end(controller);
    // A browser that has not read the last comment needs no other one.
    if (gaps.isAtGap && (controller.desiredSize ?? 0) >= 0) {
      hasBytes = true;
      controller.enqueue(COMMENT);
    }
    timers.set("beat", heartbeatMs, () => beat(controller));
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const leave = (): void => {
          if (!finish()) return;
          // Nobody is left to take this end for a complete one, and hosts print errors of streams.
          controller.close();
          closeUpstream(signal?.reason);
        };
        if (signal?.aborted) return leave();
        signal?.addEventListener("abort", leave);
        stopListening = () => signal?.removeEventListener("abort", leave);
        timers.set("beat", heartbeatMs, () => beat(controller));
        timers.set("end", maxMs, () => {
          if (gaps.isAtGap) return end(controller);
          isEnding = true;
          timers.set("end", REST_OF_EVENT_MS, () => end(controller));
        });
      },
      async pull(controller) {
        isReading = true;
        try {
          const { done, value } = await reader.read();
          isReading = false;
          if (isOver) return;
          if (done) {
            finish();
            return controller.close();
          }
          silentBeats = 0;
          hasBytes ||= value.byteLength > 0;
          timers.set("beat", heartbeatMs, () => beat(controller));
          if (!isEnding) {
            gaps.read(value);
            return controller.enqueue(value);
          }
          controller.enqueue(value.subarray(0, gaps.readToGap(value)));
          if (gaps.isAtGap) end(controller);
        } catch (error) {
          if (finish()) controller.error(error);
        }
      },
      cancel(reason) {
        finish();
        closeUpstream(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** One timer of each name; setting it again starts it anew. */
function createTimers() {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  return {
    /** Without a time, or with one that no timer can wait, nothing is set. */
    set(name: string, ms: number | undefined, run: () => void): void {
      clearTimeout(timers.get(name));
      if (ms !== undefined && ms <= TIMER_MAX_MS) timers.set(name, setTimeout(run, ms));
    },
    clear(): void {
      timers.forEach((timer) => clearTimeout(timer));
    },
  };
}
