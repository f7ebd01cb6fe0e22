import { ANSWER_HEADERS, PASSED_HEADERS } from "./answerHeaders.js";
import type { UpstreamCall } from "./ProxyCall.js";

/** fal's answer as the browser gets it: its true status and body, and only the listed headers. */
export function toAnswer(call: UpstreamCall, upstream: Response): Response {
  const headers = new Headers(ANSWER_HEADERS);
  for (const name of PASSED_HEADERS) {
    const value = upstream.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (call.operation === "watch") {
    // Compressing and buffering gateways would hold the events back.
    headers.set("cache-control", "no-store, no-transform");
    headers.set("x-accel-buffering", "no");
  }
  return new Response(upstream.body, { status: upstream.status, headers });
}
