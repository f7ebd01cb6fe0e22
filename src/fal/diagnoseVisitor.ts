import { ATTEMPT_HEADER, KEEPS_ATTEMPTS_HEADER } from "../model/attemptHeader.js";
import { findTrouble, isOfFal, isTakenByOurs } from "./diagnoseAnswer.js";
import { isFound, type Found } from "./diagnoseFinding.js";
import type { Probe } from "./diagnoseProbe.js";
import {
  ANONYMOUS_STATUS,
  PING,
  toAttemptQuestion,
  toStatusQuestion,
} from "./diagnoseQuestions.js";
import { isOtherOrigin } from "./diagnoseSilence.js";

/** Whether somebody is served whom nobody knows. */
export async function diagnoseOpenness({ ask }: Probe): Promise<Found | undefined> {
  const answer = await ask(ANONYMOUS_STATUS);
  if (isFound(answer) || findTrouble(answer)) return undefined;
  return isOfFal(answer) || isTakenByOurs(answer) ? { code: "open-to-all" } : undefined;
}

/** Whether the proxy can tell what came of an attempt; it then repeats its name. */
export async function diagnoseAttempts({ ask, proxyUrl }: Probe): Promise<Found | undefined> {
  const isOther = isOtherOrigin(proxyUrl);
  const unknown: Found = {
    code: "attempts-unknown",
    ...(isOther && { values: { isOtherOrigin: 1 } }),
  };
  if (isOther) {
    // A page of another origin does not ask a proxy that does not invite it to.
    const ping = await ask(PING);
    if (!isFound(ping) && !ping.headers.has(KEEPS_ATTEMPTS_HEADER)) return unknown;
  }
  const attemptId = `diagnosis-${Math.random().toString(36).slice(2)}`;
  const answer = await ask(toAttemptQuestion(attemptId));
  if (isFound(answer)) return isOther ? unknown : undefined;
  return answer.headers.get(ATTEMPT_HEADER) === attemptId ? undefined : unknown;
}

/** Whether the page sees fal's headers. Only the answer about a real request has them. */
export async function diagnoseHeaders(
  { ask, proxyUrl }: Probe,
  requestId: string | undefined,
): Promise<Found | undefined> {
  if (requestId === undefined || !isOtherOrigin(proxyUrl)) return undefined;
  const answer = await ask(toStatusQuestion(requestId));
  if (isFound(answer) || answer.status >= 300) return undefined;
  return answer.headers.has("x-fal-request-id") ? undefined : { code: "headers-hidden" };
}

/** Whether the page can keep a note of what is being made. */
export function diagnoseStorage(): Found | undefined {
  if (typeof document === "undefined") return undefined;
  const key = "kling-video:diagnosis";
  try {
    localStorage.setItem(key, "");
    localStorage.removeItem(key);
    return undefined;
  } catch {
    return { code: "local-storage-blocked" };
  }
}
