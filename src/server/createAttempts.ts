import type { KlingUser } from "./KlingAuthorize.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

/** The header with which a page names its attempt: one consent, whatever the network does. */
const ATTEMPT_HEADER = "x-kling-attempt-id";

/** Most attempts that are remembered; the oldest go first. */
const ATTEMPTS_MAX = 1_000;

/** Sends each attempt once. */
export type Attempts = (
  attempt: { user: KlingUser; request: Request; body: string | null },
  send: () => Promise<Response>,
) => Promise<Response>;

interface Attempt {
  body: string | null;
  answer: Promise<Response>;
}

/**
 * Remembers what came of each attempt, so that the same one is never sent to fal twice. Browsers
 * repeat a POST by themselves when a kept-alive connection breaks before the first byte of the
 * answer (Chromium does, over HTTP/1.1 and 2): without this, one press could be paid for twice.
 * It knows the attempts of its own process only.
 */
export function createAttempts(): Attempts {
  const attempts = new Map<string, Attempt>();

  return async ({ user, request, body }, send) => {
    const attemptId = request.headers.get(ATTEMPT_HEADER);
    if (attemptId === null) return send();
    if (!/^[\w-]{1,64}$/.test(attemptId)) throw refuse("The attempt id is malformed.", 400);

    const key = JSON.stringify([user.userId, attemptId]);
    const known = attempts.get(key);
    if (known && known.body !== body) {
      throw refuse("This attempt was made with another input.", 422);
    }
    if (known) return replay(await known.answer);

    const answer = send();
    attempts.set(key, { body, answer });
    for (const oldest of attempts.keys()) {
      if (attempts.size <= ATTEMPTS_MAX) break;
      attempts.delete(oldest);
    }
    return (await answer).clone();
  };
}

function replay(answer: Response): Response {
  const copy = answer.clone();
  const headers = new Headers(copy.headers);
  headers.set("idempotent-replayed", "true");
  return new Response(copy.body, { status: copy.status, headers });
}

function refuse(detail: string, status: 400 | 422): ProxyRefusal {
  return new ProxyRefusal({ status, reason: "invalid_attempt", detail });
}
