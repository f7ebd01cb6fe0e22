import { addCrossOriginHeaders } from "./addCrossOriginHeaders.js";
import { ANSWER_HEADERS } from "./answerHeaders.js";
import { answerPreflight } from "./answerPreflight.js";
import { authorizeRequest } from "./authorizeRequest.js";
import { callFal } from "./callFal.js";
import type { KlingProxyOptions } from "./KlingProxyOptions.js";
import { readAttemptId } from "./readAttemptId.js";
import { refuseCrossSite } from "./refuseCrossSite.js";
import { toAnswer } from "./toAnswer.js";
import { toProxyCall } from "./toProxyCall.js";
import { type ProxySettings, toProxySettings } from "./toProxySettings.js";
import { toRefusalResponse } from "./toRefusalResponse.js";
import { toUpstreamBody } from "./toUpstreamBody.js";

/** A Web-standard request handler. It never rejects. */
export type KlingProxyHandler = (request: Request) => Promise<Response>;

/**
 * Makes the one route that a host needs: it adds fal's key to the requests of this library's
 * browser side, and lets nothing else through. It speaks the protocol of `@fal-ai/server-proxy`:
 * the header `x-fal-target-url` names the URL at fal. It keeps fal's statuses, passes the status
 * stream on as it comes, and uses Web standards only.
 *
 * Its own refusals are JSON: `{ detail, reason }`, and for a 5xx also `outcome`: `"not_sent"` when
 * nothing reached fal, `"unknown"` when nobody can know. A GET without a target is a sign of
 * life: 204, or 401 for a visitor who is not signed in. With the header `x-kling-attempt-id` it asks
 * what came of that attempt, and is answered as the attempt was (`409` while it is under way, `404`
 * where nothing is known of it), with the same header.
 *
 * @example
 * ```ts
 * const handler = createKlingProxy({
 *   falKey: process.env.FAL_KEY,
 *   authorize: async (request) => (await getSession(request))?.user ?? null, // { userId } or null
 * });
 * ```
 * @throws Error at once when the key or `authorize` is missing
 */
export function createKlingProxy(options: KlingProxyOptions): KlingProxyHandler {
  const settings = toProxySettings(options);
  return async function handleKlingProxy(request) {
    if (request.method === "OPTIONS") return answerPreflight(request, settings.allowedOrigins);
    const response = await answer(request, settings).catch(toRefusalResponse);
    return addCrossOriginHeaders(response, request, settings.allowedOrigins);
  };
}

async function answer(request: Request, settings: ProxySettings): Promise<Response> {
  const call = toProxyCall(request);
  const user = await authorizeRequest(settings.authorize, request);
  refuseCrossSite(request, settings.allowedOrigins);
  if (call.operation === "ping") {
    return new Response(null, { status: 204, headers: ANSWER_HEADERS });
  }
  if (call.operation === "attempt") return settings.attempts.find(user, call.attemptId);
  const body = await toUpstreamBody(call, request);
  const send = async () => {
    const upstream = await callFal(call, body, {
      falKey: settings.falKey,
      fetch: settings.fetch,
      timeoutMs: call.operation === "submit" ? settings.submitTimeoutMs : settings.readTimeoutMs,
      clientSignal: request.signal,
    });
    return toAnswer(call, upstream);
  };
  if (call.operation !== "submit") return send();
  return settings.attempts.send({ user, attemptId: readAttemptId(request), body }, send);
}
