import type { Attempt } from "./claimOrRepeat.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { readRequestId } from "./readRequestId.js";
import { answerAgain } from "./replayAnswer.js";
import { toAttemptAnswer } from "./toAttemptAnswer.js";
import type { ProxySettings } from "./toProxySettings.js";
import { toRefusalResponse } from "./toRefusalResponse.js";

/** Statuses with which fal has surely not taken a request. */
const REFUSING_STATUSES = [400, 401, 402, 403, 404, 405, 413, 415, 422, 429];

interface Sent {
  attempt: Attempt;
  /** Gives back what was reserved for it. */
  giveBack: () => Promise<void>;
  settings: ProxySettings;
}

/**
 * Writes down what came of an attempt before the browser learns it. The money is given back only
 * where fal surely did not take the attempt. Never rejects.
 *
 * @param outcome fal's answer, or what was thrown in its place
 */
export async function settleSubmit(
  outcome: unknown,
  { attempt, giveBack, settings }: Sent,
): Promise<Response> {
  const { ref, userId, duration, priceUsd } = attempt;
  const { ledger, report } = settings;
  const isFals = outcome instanceof Response;
  const answer = await toAttemptAnswer(isFals ? outcome : toRefusalResponse(outcome));
  const requestId = isFals ? readRequestId(answer) : undefined;
  if (requestId !== undefined) {
    await ledger.settle({ ref, answer, isOpen: false, request: { requestId, userId } });
    report({ type: "accepted", userId, attempt: ref, duration, priceUsd });
    return answerAgain(answer);
  }
  const { status } = answer;
  const isRefused = isFals ? REFUSING_STATUSES.includes(status) : isNotSent(outcome);
  if (!isRefused) {
    await ledger.settle({ ref, answer, isOpen: true });
    report({ type: "unconfirmed", userId, attempt: ref, priceUsd });
    return answerAgain(answer);
  }
  await giveBack().catch(() => report({ type: "store-failed", during: "limits" }));
  await ledger.settle({ ref, answer, isOpen: false });
  const reason = outcome instanceof ProxyRefusal ? outcome.reason : "fal";
  report({ type: "refused", userId, operation: "submit", status, reason });
  return answerAgain(answer);
}

function isNotSent(outcome: unknown): boolean {
  return outcome instanceof ProxyRefusal && outcome.outcome === "not_sent";
}
