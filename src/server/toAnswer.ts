import { ANSWER_HEADERS, PASSED_HEADERS } from "./answerHeaders.js";
import { isEventStream } from "./isEventStream.js";
import type { UpstreamCall } from "./ProxyCall.js";
import { toBrowserStream } from "./toBrowserStream.js";

interface AnswerOptions {
  /** Longest life of a stream. @default as long as fal keeps it open */
  streamMaxMs?: number | undefined;
  /** Fires when the browser leaves. */
  signal?: AbortSignal | undefined;
}

/** fal's answer as the browser gets it: its true status and body, and only the listed headers. */
export function toAnswer(
  call: UpstreamCall,
  upstream: Response,
  { streamMaxMs, signal }: AnswerOptions = {},
): Response {
  const headers = new Headers(ANSWER_HEADERS);
  for (const name of PASSED_HEADERS) {
    const value = upstream.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (call.operation === "watch" && isEventStream(upstream)) {
    // Compressing and buffering gateways would hold the events back.
    headers.set("cache-control", "no-store, no-transform");
    headers.set("x-accel-buffering", "no");
    const stream = toBrowserStream(upstream.body, { maxMs: streamMaxMs, signal });
    return new Response(stream, { status: upstream.status, headers });
  }
  return new Response(upstream.body, { status: upstream.status, headers });
}
