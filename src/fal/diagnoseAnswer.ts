import { toPlainText } from "../model/toPlainText.js";
import { asObject, asText, type Answer } from "./Answer.js";
import type { Found } from "./diagnoseFinding.js";
import { toRefusal } from "./toRefusal.js";

/** Statuses of a gateway whose server is not there. */
const DOWN_STATUSES = [502, 503, 504];

/** Whether fal itself said this, as far as a body can tell. */
export function isOfFal({ json }: Answer): boolean {
  const body = asObject(json);
  if (!body || "reason" in body) return false;
  const { detail, status } = body;
  return Array.isArray(detail) || asText(detail) !== undefined || asText(status) !== undefined;
}

/** Whether our own proxy has taken the question, and had no need or no leave to pass it on. */
export function isTakenByOurs({ json }: Answer): boolean {
  const reason = asObject(json)?.reason;
  return reason === "unknown_request" || reason === "rate_limited";
}

/** Whether it is a page for people. */
export function isPage({ headers, text }: Answer): boolean {
  return /text\/html/.test(headers.get("content-type") ?? "") || /^\s*<(!doctype|html)/i.test(text);
}

/** What an answer says of the way to fal, whatever was asked. */
export function findTrouble(answer: Answer): Found | undefined {
  const { status, json, isRedirect } = answer;
  if (isRedirect) return { code: "redirect" };
  const reason = asText(asObject(json)?.reason);
  if (reason !== undefined) return toOurReason(reason, answer);

  const known = toRefusal(answer)?.code;
  if (known === "signed-out") return { code: known, values: { status } };
  if (known === "key-invalid" || known === "balance") return { code: known };
  if (isOfFal(answer) && status !== 401) return undefined;
  if (status === 401 || status === 403) return { code: "signed-out", values: { status } };
  if (DOWN_STATUSES.includes(status)) return { code: "unreachable", values: { status } };
  return status >= 500 ? { code: "proxy-error", values: { status } } : undefined;
}

/** What createKlingProxy says when it refuses. */
function toOurReason(reason: string, { status, json }: Answer): Found | undefined {
  const detail = toPlainText(asText(asObject(json)?.detail) ?? "").slice(0, 200);
  switch (reason) {
    case "unauthorized":
      return { code: "signed-out", values: { status } };
    case "cross_site":
      return { code: "origin-refused" };
    case "endpoint_not_allowed":
      return { code: "endpoint-not-allowed", values: { status } };
    case "upstream_unreachable":
    case "upstream_timeout":
    case "upstream_redirect":
      return { code: "fal-unreachable", values: { status, detail } };
    case "proxy_error":
    case "store_unavailable":
      return { code: "proxy-error", values: { status, detail } };
    default:
      return undefined;
  }
}
