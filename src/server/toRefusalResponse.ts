import { ANSWER_HEADERS } from "./answerHeaders.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

/** The JSON answer of a refusal. Anything else that was thrown becomes a 500 that tells nothing. */
export function toRefusalResponse(error: unknown): Response {
  if (error instanceof ProxyRefusal) {
    return Response.json(
      { detail: toDetail(error), reason: error.reason, outcome: error.outcome },
      { status: error.status, headers: { ...ANSWER_HEADERS, ...error.headers } },
    );
  }
  return Response.json(
    { detail: "The proxy failed on this request.", reason: "proxy_error", outcome: "unknown" },
    { status: 500, headers: ANSWER_HEADERS },
  );
}

/** A field is named in fal's way, so that the browser shows it there. */
function toDetail({ field, message }: ProxyRefusal) {
  return field === undefined
    ? message
    : [{ loc: ["body", field], msg: message, type: "value_error" }];
}
