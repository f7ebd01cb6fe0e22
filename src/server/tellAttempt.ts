import { ATTEMPT_HEADER } from "../model/attemptHeader.js";
import { answerLost, inFlight } from "./claimOrRepeat.js";
import { toAttemptRef } from "./createLedger.js";
import type { KlingUser } from "./KlingAuthorize.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { replayAnswer } from "./replayAnswer.js";
import type { ProxySettings } from "./toProxySettings.js";
import { toRefusalResponse } from "./toRefusalResponse.js";
import { storeUnavailable } from "./storeUnavailable.js";

/**
 * What came of an attempt, for a page that never received the answer; fal is not asked. The header
 * with the attempt's id tells it from the answers of a proxy that does not know the question.
 */
export async function tellAttempt(
  attemptId: string,
  user: KlingUser,
  settings: ProxySettings,
): Promise<Response> {
  const answer = await findAnswer(attemptId, user, settings).catch(toRefusalResponse);
  answer.headers.set(ATTEMPT_HEADER, attemptId);
  return answer;
}

async function findAnswer(
  attemptId: string,
  { userId }: KlingUser,
  { ledger, report }: ProxySettings,
): Promise<Response> {
  const ref = await toAttemptRef(userId, attemptId);
  try {
    const answer = await ledger.findAnswer(ref);
    if (answer) return replayAnswer(answer);
    const claim = await ledger.findClaim(ref);
    if (!claim) throw unknownAttempt();
    throw Date.now() > claim.deadline ? answerLost() : inFlight();
  } catch (error) {
    if (error instanceof ProxyRefusal) throw error;
    report({ type: "store-failed", during: "read" });
    throw storeUnavailable("unknown");
  }
}

function unknownAttempt(): ProxyRefusal {
  return new ProxyRefusal({
    status: 404,
    reason: "unknown_attempt",
    detail: "Nothing is known of this attempt here.",
    outcome: "unknown",
  });
}
