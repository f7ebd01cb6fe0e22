import { createParser } from "eventsource-parser";
import type { LogLine } from "../model/logs.js";
import type { QueueStatus } from "../model/status.js";
import type { GuardOptions } from "./guardedFetch.js";
import { toQueueStatus } from "./judgeStatus.js";
import { parseJson } from "./parseJson.js";
import { toHeaders } from "./toHeaders.js";

/** A proxy that has passed on no event by then collects them first, or passes on none. */
const FIRST_EVENT_WITHIN_MS = 8_000;

/** fal sends a comment every 15 s; a stream that is silent for longer is dead. */
const SILENT_FOR_MS = 40_000;

/** Answers that say nothing about whether streams work here. */
const PASSING_STATUSES = [401, 404, 408, 429, 502, 503, 504];

type StreamEnd = "ended" | "unusable";

/** One stream, and who is told of what it brings. */
export interface StreamOptions extends GuardOptions {
  signal?: AbortSignal | undefined;
  onStatus: (status: QueueStatus) => void;
}

/**
 * Follows a status stream through the proxy until it completes, is cut, falls silent or is given
 * up. It never rejects: whatever ends a stream, the request itself goes on.
 *
 * @param target fal's URL of the stream
 */
export async function watchStatusStream(
  target: string,
  options: StreamOptions,
): Promise<StreamEnd> {
  const controller = new AbortController();
  const close = () => controller.abort();
  let hasByte = false;
  let hasEvent = false;
  let isStuck = false;
  let watchdog = setTimeout(() => {
    isStuck = true;
    close();
  }, FIRST_EVENT_WITHIN_MS);
  options.signal?.addEventListener("abort", close);

  try {
    if (options.signal?.aborted) return "ended";
    const response = await open(target, options, controller.signal);
    if (PASSING_STATUSES.includes(response.status)) return "ended";
    if (!isEventStream(response)) return "unusable";

    let logs: readonly LogLine[] = [];
    let untold: QueueStatus | undefined;
    // Of many lines that come at once, only their sum is told; each status is.
    const tell = () => {
      if (untold) options.onStatus(untold);
      untold = undefined;
    };
    const parser = createParser({
      onEvent: ({ data }) => {
        const status = toQueueStatus(parseJson(data), logs);
        if (!status) return;
        hasEvent = true;
        logs = status.logs;
        if (status.status !== untold?.status) tell();
        untold = status;
        if (status.status === "completed") close();
      },
    });
    await readText(response.body, controller.signal, (text) => {
      hasByte = true;
      parser.feed(text);
      tell();
      if (!hasEvent) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(close, SILENT_FOR_MS);
    });
    return isStuck || (!hasByte && !options.signal?.aborted) ? "unusable" : "ended";
  } catch {
    return isStuck ? "unusable" : "ended"; // cut, offline, or given up before it was open
  } finally {
    clearTimeout(watchdog);
    options.signal?.removeEventListener("abort", close);
    close();
  }
}

async function open(
  target: string,
  options: StreamOptions,
  signal: AbortSignal,
): Promise<Response> {
  const own = { accept: "text/event-stream", "x-fal-target-url": target };
  const send = options.fetch ?? fetch;
  return send(options.proxyUrl, {
    headers: await toHeaders(own, options.headers, signal),
    credentials: options.credentials ?? "same-origin",
    redirect: "manual",
    cache: "no-store",
    signal,
  });
}

function isEventStream(response: Response): response is Response & { body: ReadableStream } {
  const type = response.headers.get("content-type") ?? "";
  return response.ok && response.body !== null && type.includes("text/event-stream");
}

async function readText(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder(); // keeps a character that is split over two chunks
  // An engine may leave a read pending when its fetch is aborted.
  const closed = new Promise<{ done: true; value?: undefined }>((resolve) => {
    signal.addEventListener("abort", () => resolve({ done: true }));
  });
  for (;;) {
    const { done, value } = await Promise.race([reader.read(), closed]);
    if (done) return;
    onText(decoder.decode(value, { stream: true }));
    // What has arrived already is read without a pause, and the page would wait for all of it.
    await nextTask();
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
