import { ANSWER_HEADERS } from "./answerHeaders.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

/** The JSON answer of a refusal. Anything else that was thrown becomes a 500 that tells nothing. */
export function toRefusalResponse(error: unknown): Response {
  if (error instanceof ProxyRefusal) {
    return Response.json(
      { detail: error.message, reason: error.reason, outcome: error.outcome },
      { status: error.status, headers: { ...ANSWER_HEADERS, ...error.headers } },
    );
  }
  return Response.json(
    { detail: "The proxy failed on this request.", reason: "proxy_error", outcome: "unknown" },
    { status: 500, headers: ANSWER_HEADERS },
  );
}
