import { ATTEMPT_HEADER, KEEPS_ATTEMPTS_HEADER } from "../model/attemptHeader.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { AttemptOutcome } from "../model/status.js";
import { asObject, type Answer } from "./Answer.js";
import { askProxy } from "./askProxy.js";
import type { GuardOptions } from "./guardedFetch.js";
import { judgeRead } from "./judgeRead.js";
import { judgeSubmit } from "./judgeSubmit.js";

const TIMEOUT_MS = 30_000;

/** Answers of something that will let the question pass later. */
const PASSING_STATUSES = [401, 408, 425, 429];

/**
 * Asks the proxy what came of an attempt whose answer was lost: a GET without a target that names
 * it. A proxy that keeps note of attempts answers as the attempt itself was answered; any other one
 * takes it for a sign of life.
 *
 * @throws KlingVideoError where the proxy cannot be asked now
 */
export async function findAttempt(
  attemptId: string,
  options: GuardOptions,
  signal: AbortSignal | undefined,
): Promise<AttemptOutcome> {
  const answer = await ask({ [ATTEMPT_HEADER]: attemptId }, options, signal);
  if (answer.headers.get(ATTEMPT_HEADER) === attemptId) return judgeAttempt(answer);
  refusePassing(answer);
  return { outcome: "not-kept" };
}

/**
 * Whether a proxy on another origin says that it can be asked. Any other one would have to allow the
 * header first, and the browser would complain of it.
 *
 * @throws KlingVideoError where the proxy cannot be asked now
 */
export async function canBeAsked(
  options: GuardOptions,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const answer = await ask({}, options, signal);
  if (answer.headers.has(KEEPS_ATTEMPTS_HEADER)) return true;
  refusePassing(answer);
  return false;
}

function ask(
  headers: Record<string, string>,
  options: GuardOptions,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const lost = () => new KlingVideoError({ code: "unreachable", charged: "maybe" });
  return askProxy(options.proxyUrl, { headers }, options, { lost, signal, timeoutMs: TIMEOUT_MS });
}

function refusePassing(answer: Answer): void {
  if (answer.isRedirect || answer.status >= 500 || PASSING_STATUSES.includes(answer.status)) {
    throw judgeRead(answer);
  }
}

/** What a proxy that keeps note of attempts says of one. */
function judgeAttempt(answer: Answer): AttemptOutcome {
  const reason = asObject(answer.json)?.reason;
  if (reason === "in_flight") return { outcome: "in-flight" };
  if (reason === "unknown_attempt") return { outcome: "unknown" };
  // It is the question that was not sent on, not the attempt.
  if (reason === "store_unavailable") throw judgeRead(answer);
  try {
    return { outcome: "accepted", requestId: judgeSubmit(answer).requestId };
  } catch (error) {
    // Half an answer, or one in whose place another was put, may have been any.
    if (answer.isCut) throw new KlingVideoError({ code: "unreachable", charged: "maybe" });
    if (answer.json === undefined) return { outcome: "unknown" };
    const isRefused = error instanceof KlingVideoError && error.charged === "no";
    return isRefused ? { outcome: "refused", error: error.toJSON() } : { outcome: "unknown" };
  }
}
