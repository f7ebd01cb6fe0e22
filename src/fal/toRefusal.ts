import { INPUT_FIELDS, type InputField } from "../model/input.js";
import { codeOfInputType, codeOfPlatformType } from "../model/codeOfFalType.js";
import type { ErrorValues } from "../model/errorCatalogue.js";
import type { KlingVideoErrorInit } from "../model/KlingVideoError.js";
import { toPlainText } from "../model/toPlainText.js";
import { asObject, asText, type Answer } from "./Answer.js";

/** A refusal in our words. Whether it was charged depends on the operation and is added there. */
export type Refusal = Omit<KlingVideoErrorInit, "charged" | "requestId">;

// fal's words for a platform that failed, none of which is billed.
const PLATFORM_TYPES = [
  "downstream_service_unavailable",
  "internal_server_error",
  "generation_timeout",
  "request_timeout",
  "startup_timeout",
];

/**
 * The refusal in a body, whatever the status it came with: some proxies answer 200 to everything.
 * `undefined` where the body is nothing that fal, its gateway or its proxy package are known to say.
 */
export function toRefusal(answer: Answer): Refusal | undefined {
  const { json } = answer;
  if (json === "Unauthorized") return { code: "signed-out" };
  if (json === "Invalid request") return setup("it answers “Invalid request”");

  const body = asObject(json);
  const own = toOwnRefusal(answer);
  if (own) return own;
  if (body?.outcome === "not_sent") return { code: "not-sent" };
  const detail = body?.detail;
  if (Array.isArray(detail)) return toInputRefusal(asObject(detail[0]), answer);
  const falType = platformTypeOf(answer);
  if (falType) return toPlatformRefusal(falType, asText(detail), answer);
  return typeof detail === "string" ? toGatewayRefusal(detail) : undefined;
}

/** fal's own word for a failure of its platform, from body or header. */
export function platformTypeOf({ json, headers }: Answer): string | undefined {
  const word = asText(asObject(json)?.error_type) ?? headers.get("x-fal-error-type") ?? undefined;
  return word === undefined ? undefined : toPlainText(word);
}

/** Whether a platform's word says that fal, not the caller, failed: 500–504 in fal's table. */
export function isPlatformFailure(falType: string): boolean {
  return PLATFORM_TYPES.includes(falType) || falType.startsWith("runner_");
}

/** Milliseconds that the answer asks to wait: `Retry-After` in seconds or as a date. */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = Number(value);
  const waitMs = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

/** What our own proxy refuses by itself, by the `reason` in its answer. */
function toOwnRefusal({ json, headers }: Answer): Refusal | undefined {
  const body = asObject(json);
  const reason = asText(body?.reason) ?? "";
  switch (reason) {
    // Its set-up does not fit the page: nobody can sign in to mend that.
    case "cross_site":
    case "endpoint_not_allowed":
    case "invalid_target":
    case "method_not_allowed":
      return setup(`it refuses with “${reason}”`);
    case "budget_spent": {
      const waitMs = retryAfterMs(headers);
      const values = waitMs === undefined ? undefined : { freeAt: Date.now() + waitMs };
      return { code: "budget-spent", values };
    }
    case "rate_limited":
      return { code: "rate-limited" };
    case "policy":
      return { code: "not-allowed", values: toDetail(asText(body?.detail)) };
    default:
      return undefined;
  }
}

/** Fields are shown, never `input`: it echoes the prompt. */
function toInputRefusal(
  item: Readonly<Record<string, unknown>> | undefined,
  { headers }: Answer,
): Refusal | undefined {
  const falType = asText(item?.type);
  if (!falType) return undefined;
  const code = codeOfInputType(falType);
  const values = code === "input-refused" ? toDetail(asText(item?.msg)) : toSize(item?.ctx);
  return { code, falType, field: fieldOf(item?.loc), values, retryable: adviceOf(headers) };
}

function toPlatformRefusal(
  falType: string,
  detail: string | undefined,
  { headers }: Answer,
): Refusal {
  const known = codeOfPlatformType(falType);
  if (known === "withdrawn") return { code: known, falType };
  const isOwnTimeout = headers.get("x-fal-request-timeout-type") === "user";
  const code = isOwnTimeout ? "queue-timeout" : known;
  return { code, falType, values: toDetail(detail), retryable: adviceOf(headers) };
}

/** Sentences of fal's gateway, which has no words for them. */
function toGatewayRefusal(detail: string): Refusal | undefined {
  if (/user is locked|exhausted balance|top.?up|admin lock/i.test(detail)) {
    return { code: "balance" };
  }
  if (/no user found for key/i.test(detail)) return { code: "key-invalid" };
  if (/too many requests|rate limit/i.test(detail)) return { code: "rate-limited" };
  return undefined;
}

function fieldOf(loc: unknown): InputField | undefined {
  if (!Array.isArray(loc)) return undefined;
  return INPUT_FIELDS.find((field) => loc.includes(field));
}

function adviceOf(headers: Headers): boolean | undefined {
  if (headers.get("x-fal-needs-retry") === "1") return true;
  return headers.get("x-fal-retryable") === "true" ? true : undefined;
}

function toSize(ctx: unknown): ErrorValues | undefined {
  const { width, height } = asObject(ctx) ?? {};
  return typeof width === "number" && typeof height === "number" ? { width, height } : undefined;
}

function toDetail(text: string | undefined): ErrorValues | undefined {
  return text === undefined ? undefined : { detail: toPlainText(text).slice(0, 200) };
}

function setup(detail: string): Refusal {
  return { code: "proxy-setup", values: { detail } };
}
