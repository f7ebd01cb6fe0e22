import { ATTEMPT_HEADER } from "../model/attemptHeader.js";
import { ANSWER_HEADERS } from "./answerHeaders.js";
import type { KlingUser } from "./KlingAuthorize.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { toRefusalResponse } from "./toRefusalResponse.js";

/** Most attempts that are remembered; the oldest go first. */
const ATTEMPTS_MAX = 1_000;

/** Whose attempt it is, and what it asks for. */
interface NamedAttempt {
  user: KlingUser;
  /** `null`: the page did not name it. */
  attemptId: string | null;
  body: string | null;
}

/** Sends each attempt once, and tells what came of it. */
export interface Attempts {
  /**
   * Sends an attempt unless it was sent before: then its answer is repeated.
   *
   * @throws ProxyRefusal 422 for an attempt that was made with another input
   */
  send(attempt: NamedAttempt, send: () => Promise<Response>): Promise<Response>;
  /**
   * The answer that an attempt got, for a page that never received it. The header with the attempt
   * id tells it from the answers of a proxy that does not know the question: 409 while the attempt
   * is under way, 404 where nothing is known of it.
   */
  find(user: KlingUser, attemptId: string): Promise<Response>;
}

interface Attempt {
  body: string | null;
  answer: Promise<Response>;
  isUnderWay: boolean;
}

/**
 * Remembers what came of each attempt, so that the same one is never sent to fal twice. Browsers
 * repeat a POST by themselves when a kept-alive connection breaks before the first byte of the
 * answer (Chromium does, over HTTP/1.1 and 2): without this, one press could be paid for twice.
 * It knows the attempts of its own process only.
 */
export function createAttempts(): Attempts {
  const attempts = new Map<string, Attempt>();
  const toKey = ({ userId }: KlingUser, attemptId: string) => JSON.stringify([userId, attemptId]);

  return {
    async send({ user, attemptId, body }, send) {
      if (attemptId === null) return send();
      const key = toKey(user, attemptId);
      const known = attempts.get(key);
      if (known && known.body !== body) throw otherInput();
      if (known) return replay(await known.answer);

      const attempt: Attempt = { body, answer: send(), isUnderWay: true };
      attempts.set(key, attempt);
      for (const [oldest, { isUnderWay }] of attempts) {
        if (attempts.size <= ATTEMPTS_MAX) break;
        if (!isUnderWay) attempts.delete(oldest);
      }
      try {
        return (await attempt.answer).clone();
      } finally {
        attempt.isUnderWay = false;
      }
    },

    async find(user, attemptId) {
      const answer = await toAnswer(attempts.get(toKey(user, attemptId))).catch(toRefusalResponse);
      answer.headers.set(ATTEMPT_HEADER, attemptId);
      return answer;
    },
  };
}

async function toAnswer(attempt: Attempt | undefined): Promise<Response> {
  if (!attempt) throw unknownAttempt();
  if (attempt.isUnderWay) throw inFlight();
  return replay(await attempt.answer);
}

function replay(answer: Response): Response {
  const copy = answer.clone();
  const headers = new Headers({ ...ANSWER_HEADERS, ...Object.fromEntries(copy.headers) });
  headers.set("idempotent-replayed", "true");
  return new Response(copy.body, { status: copy.status, headers });
}

function otherInput(): ProxyRefusal {
  return new ProxyRefusal({
    status: 422,
    reason: "invalid_attempt",
    detail: "This attempt was made with another input.",
  });
}

function unknownAttempt(): ProxyRefusal {
  return new ProxyRefusal({
    status: 404,
    reason: "unknown_attempt",
    detail: "Nothing is known of this attempt here.",
    outcome: "unknown",
  });
}

function inFlight(): ProxyRefusal {
  return new ProxyRefusal({
    status: 409,
    reason: "in_flight",
    detail: "This attempt is on its way to fal.",
    outcome: "unknown",
  });
}
