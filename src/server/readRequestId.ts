import type { AttemptAnswer } from "./createLedger.js";

/** The request id in fal's answer to a submit, or `undefined` where it took none. */
export function readRequestId({ status, body }: AttemptAnswer): string | undefined {
  if (status < 200 || status >= 300) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null || !("request_id" in value)) return undefined;
    return typeof value.request_id === "string" ? value.request_id : undefined;
  } catch {
    return undefined;
  }
}
