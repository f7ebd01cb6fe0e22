import { KlingVideoError } from "../model/KlingVideoError.js";
import { asObject, asText, type Answer } from "./Answer.js";
import { retryAfterMs, toRefusal } from "./toRefusal.js";

/**
 * Why a read gave nothing. The job goes on whatever the code: these are states of the connection.
 * Only `not-found` and `expired` are about the request itself.
 */
export function judgeRead(answer: Answer): KlingVideoError {
  const refusal = toRefusal(answer);
  return new KlingVideoError({
    ...(refusal ?? (isOthers(answer) ? OTHERS : { code: codeOfStatus(answer) })),
    charged: "maybe",
    retryAfterMs: retryAfterMs(answer.headers),
  });
}

const OTHERS = { code: "not-found", values: { isOthers: 1 } } as const;

/** Our own proxy knows who made which request. */
function isOthers({ json }: Answer): boolean {
  return asObject(json)?.reason === "unknown_request";
}

function codeOfStatus(
  answer: Answer,
): "signed-out" | "expired" | "not-found" | "rate-limited" | "bad-answer" | "unreachable" {
  const { status, isRedirect, json } = answer;
  if (isRedirect || status === 401 || status === 403) return "signed-out";
  if (status === 429) return "rate-limited";
  if (status >= 500) return "unreachable";
  // A page that says 404 is a gateway's; fal says it in JSON, also through proxies that answer 200.
  if (json === undefined) return "bad-answer";
  if (status === 410) return "expired";
  // fal says it as `{ detail: "…" }`, also through proxies that answer 200; frameworks say it in other
  // JSON while a route is away.
  const detail = asText(asObject(json)?.detail);
  if (detail && (status === 404 || /^(request |job )?not.found$/i.test(detail))) return "not-found";
  return "bad-answer";
}
