import { KEEPS_ATTEMPTS_HEADER } from "../model/attemptHeader.js";
import { addCrossOriginHeaders } from "./addCrossOriginHeaders.js";
import { ANSWER_HEADERS } from "./answerHeaders.js";
import { answerPreflight } from "./answerPreflight.js";
import { authorizeRequest } from "./authorizeRequest.js";
import { callFal } from "./callFal.js";
import { forwardOwn } from "./forwardOwn.js";
import type { KlingUser } from "./KlingAuthorize.js";
import type { KlingProxyOptions } from "./KlingProxyOptions.js";
import type { ProxyCall, UpstreamCall } from "./ProxyCall.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { readAttemptId } from "./readAttemptId.js";
import { readJsonBody } from "./readJsonBody.js";
import { refuseCrossSite } from "./refuseCrossSite.js";
import { storeUnavailable } from "./storeUnavailable.js";
import { LATE_ANSWER_MS, submitOnce } from "./submitOnce.js";
import { tellAttempt } from "./tellAttempt.js";
import { toAnswer } from "./toAnswer.js";
import { toInitiateBody } from "./toInitiateBody.js";
import { toProxyCall } from "./toProxyCall.js";
import { type ProxySettings, toProxySettings } from "./toProxySettings.js";
import { toRefusalResponse } from "./toRefusalResponse.js";
import { toSubmitBody } from "./toSubmitBody.js";
import { toWebhookUrl } from "./webhookProof.js";

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
 * life: 204 with `x-kling-keeps-attempts`, or 401 for a visitor who is not signed in. With the header
 * `x-kling-attempt-id` it asks what came of that attempt, and is answered as the attempt was (`409`
 * while it is under way, `404` where nothing is known of it), with the same header.
 *
 * @example
 * ```ts
 * const handler = createKlingProxy({
 *   falKey: process.env.FAL_KEY,
 *   authorize: async (request) => (await getSession(request))?.user ?? null, // { userId } or null
 *   store: createRedisStore(redis),
 *   budget: { perUser: { usd: 5, per: "day" }, total: { usd: 100, per: "day" } },
 * });
 * ```
 * Each press is sent once, within `budget` and `requestsPerMinute`, and each generation can be read
 * by whoever made it only, over all processes that share the `store`.
 *
 * @throws Error at once for what would not be safe to run: without key or `authorize`, and in
 * production without a store, or open to the public without a budget
 */
export function createKlingProxy(options: KlingProxyOptions): KlingProxyHandler {
  const settings = toProxySettings(options);
  return async function handleKlingProxy(request) {
    if (request.method === "OPTIONS") return answerPreflight(request, settings.allowedOrigins);
    const asked: Asked = { operation: null, userId: null };
    const response = await answer(request, asked, settings).catch((error: unknown) => {
      if (error instanceof ProxyRefusal && error.outcome !== "unknown") {
        const { status, reason } = error;
        settings.report({ type: "refused", ...asked, status, reason });
      }
      return toRefusalResponse(error);
    });
    return addCrossOriginHeaders(response, request, settings.allowedOrigins);
  };
}

/** What is known of a request so far. */
interface Asked {
  operation: ProxyCall["operation"] | null;
  userId: string | null;
}

async function answer(request: Request, asked: Asked, settings: ProxySettings): Promise<Response> {
  const call = toProxyCall(request);
  asked.operation = call.operation;
  const user = await authorizeRequest(settings.authorize, request);
  asked.userId = user.userId;
  refuseCrossSite(request, settings.allowedOrigins);

  switch (call.operation) {
    case "ping":
      return answerPing(settings);
    case "price":
      // A visitor who leaves does not end a look that others wait for.
      return settings.answerPrice(() =>
        forward(call, null, { signal: new AbortController().signal }, settings),
      );
    case "attempt":
      return tellAttempt(call.attemptId, user, settings);
    case "submit": {
      const attemptId = readAttemptId(request);
      const input = toSubmitBody(await readJsonBody(request), settings);
      const body = JSON.stringify(input);
      const send = async (ref: string) =>
        forward(
          { ...call, url: await toSubmitUrl(call.url, ref, settings) },
          body,
          request,
          settings,
        );
      return submitOnce({ user, attemptId, input, request, send }, settings);
    }
    case "initiate": {
      const body = JSON.stringify(toInitiateBody(await readJsonBody(request)));
      await countUpload(user, settings);
      return forward(call, body, request, settings);
    }
    case "status":
    case "watch":
    case "result":
    case "cancel": {
      const send = () => forward(call, null, request, settings);
      return forwardOwn(call, user, { forward: send, settings });
    }
  }
}

/** A sign of life from a proxy that could send: the page then sends nothing where it could not. */
async function answerPing({ ledger, report }: ProxySettings): Promise<Response> {
  try {
    await ledger.ping();
  } catch {
    report({ type: "store-failed", during: "read" });
    throw storeUnavailable("not_sent");
  }
  const headers = { ...ANSWER_HEADERS, [KEEPS_ATTEMPTS_HEADER]: "1" };
  return new Response(null, { status: 204, headers });
}

async function toSubmitUrl(
  url: string,
  ref: string,
  { webhookUrl, falKey }: ProxySettings,
): Promise<string> {
  if (webhookUrl === undefined) return url;
  return `${url}?fal_webhook=${encodeURIComponent(await toWebhookUrl(webhookUrl, ref, falKey))}`;
}

async function countUpload(user: KlingUser, { limits, report }: ProxySettings): Promise<void> {
  await limits.count("uploads", user).catch((error: unknown) => {
    if (error instanceof ProxyRefusal) throw error;
    report({ type: "store-failed", during: "limits" });
    throw storeUnavailable("not_sent");
  });
}

async function forward(
  call: UpstreamCall,
  body: string | null,
  { signal }: Pick<Request, "signal">,
  { falKey, fetch, submitTimeoutMs, readTimeoutMs, streamMaxMs }: ProxySettings,
): Promise<Response> {
  const timeoutMs = call.operation === "submit" ? submitTimeoutMs + LATE_ANSWER_MS : readTimeoutMs;
  const upstream = await callFal(call, body, { falKey, fetch, timeoutMs, clientSignal: signal });
  return toAnswer(call, upstream, { streamMaxMs, signal });
}
