import type { Duration } from "../model/input.js";
import type { AttemptClaim } from "./createLedger.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { replayAnswer } from "./replayAnswer.js";
import type { ProxySettings } from "./toProxySettings.js";
import { storeUnavailable } from "./storeUnavailable.js";

/** So long a repeated request waits for the answer of the first one. */
const REPEAT_WAIT_MS = 5_000;
const REPEAT_LOOK_MS = 200;

/** For the store, beside what moderation and fal may take. */
const CLAIM_SLACK_MS = 15_000;

/** One consent of one visitor, and what it buys. */
export interface Attempt {
  /** Its name in the ledger. */
  ref: string;
  attemptId: string;
  /** Whether the page has named it, so that it can come a second time. */
  isNamed: boolean;
  userId: string;
  bodyHash: string;
  duration: Duration;
  priceUsd: number;
}

/**
 * Claims an attempt before it is sent. Answers its claim, or where it was claimed before, what it was
 * answered with then.
 *
 * @throws ProxyRefusal 409 while it is under way, 422 for one that was made with another input, 504
 * for one whose answer was lost
 */
export async function claimOrRepeat(
  attempt: Attempt,
  settings: ProxySettings,
): Promise<AttemptClaim | Response> {
  const { ledger } = settings;
  const { ref, attemptId, userId, bodyHash } = attempt;
  const timeMs = settings.readTimeoutMs + settings.submitTimeoutMs + CLAIM_SLACK_MS;
  const nonce = crypto.randomUUID();
  const waitsUntil = Date.now() + REPEAT_WAIT_MS;
  for (;;) {
    const deadline = Date.now() + timeMs;
    const known = await claim({ userId, attemptId, bodyHash, nonce, deadline });
    // A client that repeats a command whose answer it lost finds its own claim.
    if (known.nonce === nonce) return known;
    if (known.bodyHash !== bodyHash) throw otherInput();
    const answer = await ledger.findAnswer(ref).catch(() => null);
    if (answer) return replayAnswer(answer);
    if (Date.now() > known.deadline) throw answerLost();
    if (Date.now() > waitsUntil) throw inFlight();
    await new Promise((resolve) => setTimeout(resolve, REPEAT_LOOK_MS));
  }

  async function claim(wanted: AttemptClaim): Promise<AttemptClaim> {
    try {
      return await ledger.claim(ref, wanted);
    } catch {
      settings.report({ type: "store-failed", during: "claim" });
      // It may be the browser's own repetition of one that was sent, by this process or another.
      throw storeUnavailable(attempt.isNamed ? "unknown" : "not_sent");
    }
  }
}

/** The attempt is under way: nobody knows yet what becomes of it. */
export function inFlight(): ProxyRefusal {
  return new ProxyRefusal({
    status: 409,
    reason: "in_flight",
    detail: "This attempt is on its way to fal.",
    outcome: "unknown",
  });
}

/** The attempt was sent, and whoever sent it is gone. */
export function answerLost(): ProxyRefusal {
  return new ProxyRefusal({
    status: 504,
    reason: "answer_lost",
    detail: "This attempt was sent, and the proxy ended before fal's answer came.",
    outcome: "unknown",
  });
}

function otherInput(): ProxyRefusal {
  return new ProxyRefusal({
    status: 422,
    reason: "invalid_attempt",
    detail: "This attempt was made with another input.",
    outcome: "unknown",
  });
}
