import { KlingVideoError, type KlingVideoErrorInit } from "../model/KlingVideoError.js";
import { asObject, asText, type Answer } from "./Answer.js";
import { toQueueStatus } from "./judgeStatus.js";
import {
  isPlatformFailure,
  platformTypeOf,
  retryAfterMs,
  toRefusal,
  type Refusal,
} from "./toRefusal.js";

/** A request that fal has taken. */
interface TakenRequest {
  requestId: string;
  /** Requests ahead of it, 0 = next, where fal says so at once. */
  queuePosition: number | null;
}

/** Statuses with which a request was surely not taken. */
const REFUSING_STATUSES = [400, 401, 402, 403, 404, 405, 413, 415, 422, 429];

/**
 * What the answer to a paid request means: the request that fal has taken, or why there is none. The body is asked
 * first, because some proxies answer 200 to everything. Whatever is not known to be a refusal may
 * have been charged and is `unconfirmed`.
 *
 * @throws KlingVideoError
 */
export function judgeSubmit(answer: Answer): TakenRequest {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const requestId = isSuccess ? findRequestId(answer) : undefined;
  if (requestId !== undefined) {
    return { requestId, queuePosition: toQueueStatus(answer.json)?.queuePosition ?? null };
  }
  if (answer.isRedirect) throw notCharged({ code: "proxy-setup", values: redirectDetail });

  const refusal = toRefusal(answer);
  const isRecognized = refusal !== undefined && isKnownRefusal(refusal, answer);
  const wait = retryAfterMs(answer.headers);
  if (REFUSING_STATUSES.includes(answer.status)) {
    throw notCharged({ ...(refusal ?? refusalOfStatus(answer.status)), retryAfterMs: wait });
  }
  if (isRecognized && (isSuccess || refusal.code === "not-sent")) {
    throw notCharged({ ...refusal, retryAfterMs: wait });
  }
  throw unconfirmed();
}

/** A refused input or a sentence of the gateway or the proxy; no platform's word is a refusal. */
function isKnownRefusal({ falType }: Refusal, answer: Answer): boolean {
  if (Array.isArray(asObject(answer.json)?.detail)) return !falType || !isPlatformFailure(falType);
  return platformTypeOf(answer) === undefined;
}

/** Nobody can know whether it was taken. */
export function unconfirmed(): KlingVideoError {
  return new KlingVideoError({ code: "unconfirmed", charged: "maybe" });
}

const redirectDetail = { detail: "it redirects" };

function notCharged(init: Omit<KlingVideoErrorInit, "charged">): KlingVideoError {
  return new KlingVideoError({ ...init, charged: "no" });
}

/** From the JSON, or from the text of an answer that broke off: the id is what was paid for. */
function findRequestId({ json, text }: Answer): string | undefined {
  if (json !== undefined) return asText(asObject(json)?.request_id);
  return /"request_id"\s*:\s*"([\w-]+)"/.exec(text)?.[1];
}

function refusalOfStatus(status: number): Omit<KlingVideoErrorInit, "charged"> {
  switch (status) {
    case 401:
    case 403:
      return { code: "signed-out" };
    case 402:
      return { code: "balance" };
    case 429:
      return { code: "rate-limited" };
    case 422:
      return { code: "input-refused" };
    default:
      return { code: "proxy-setup", values: { detail: `it answers ${status}` } };
  }
}
