import type { GatewayRefusal, RawAnswer } from "./FaultScript.js";
import type { ErrorDetail } from "./modelErrors.js";

/** The answer as a `Response`. */
export function toResponse({ status, body, headers }: RawAnswer): Response {
  const isText = typeof body === "string" || body === undefined;
  const type = isText ? "text/plain; charset=utf-8" : "application/json";
  return new Response(isText ? (body ?? null) : JSON.stringify(body), {
    status,
    headers: { "content-type": type, ...headers },
  });
}

/** fal's JSON about a request. */
export function toJson(body: unknown, status: number, requestId?: string | null): RawAnswer {
  return { status, body, headers: requestId ? { "x-fal-request-id": requestId } : {} };
}

/** The model refuses. */
export function toRefusal(detail: readonly ErrorDetail[], requestId?: string | null): RawAnswer {
  return toJson({ detail }, 422, requestId);
}

/** The platform fails, in fal's own words. */
export function toPlatformError(
  status: number,
  detail: string,
  errorType: string,
  requestId?: string | null,
): RawAnswer {
  const answer = toJson({ detail, error_type: errorType }, status, requestId);
  return { ...answer, headers: { ...answer.headers, "x-fal-error-type": errorType } };
}

/** The HTML page of some gateway between the page and fal; nothing in it is fal's. */
export function toHtmlPage(status: number): RawAnswer {
  const title = status < 400 ? "Sign in" : `${status} Gateway error`;
  return {
    status,
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    headers: { "content-type": "text/html; charset=utf-8" },
  };
}

const PLATFORM_ERRORS: Readonly<Record<number, readonly [type: string, detail: string]>> = {
  499: ["client_cancelled", "Request was cancelled"],
  500: ["internal_server_error", "Internal Server Error"],
  502: ["runner_incomplete_response", "Runner returned an incomplete response"],
  503: ["runner_disconnected", "Runner disconnected"],
  504: ["generation_timeout", "Generation timed out"],
};

const GATEWAY_SENTENCES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "No user found for Key ID and Secret",
  403: "Forbidden",
  404: "Request not found",
  405: "Method Not Allowed",
  410: "Request is gone",
  429: "Too Many Requests",
};

/** What fal itself would say with this status. */
export function toFalError(status: number, requestId?: string | null): RawAnswer {
  const platformError = PLATFORM_ERRORS[status];
  if (platformError) {
    return toPlatformError(status, platformError[1], platformError[0], requestId ?? "unknown");
  }
  return toJson({ detail: GATEWAY_SENTENCES[status] ?? `Error ${status}` }, status, requestId);
}

const GATEWAY_REFUSALS: Readonly<Record<GatewayRefusal, RawAnswer>> = {
  "key-unknown": toJson({ detail: "No user found for Key ID and Secret" }, 401),
  balance: toJson(
    {
      detail:
        "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.",
    },
    403,
  ),
  locked: toJson({ detail: "User is locked. Reason: Admin lock." }, 403),
  "rate-limited": {
    status: 429,
    body: { detail: "Too Many Requests" },
    headers: { "retry-after": "30" },
  },
};

/** What fal's gateway says before any model is asked. */
export function toGatewayRefusal(refusal: GatewayRefusal): RawAnswer {
  return GATEWAY_REFUSALS[refusal];
}

/** Whether a fault is one of the gateway's. */
export function isGatewayRefusal(fault: unknown): fault is GatewayRefusal {
  return typeof fault === "string" && fault in GATEWAY_REFUSALS;
}
