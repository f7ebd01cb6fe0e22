import { ATTEMPT_HEADER } from "../model/attemptHeader.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

/**
 * The attempt that a request names, or `null`.
 *
 * @throws ProxyRefusal 400 for a name that no page of ours gives
 */
export function readAttemptId(request: Request): string | null {
  const attemptId = request.headers.get(ATTEMPT_HEADER);
  if (attemptId === null || /^[\w-]{1,64}$/.test(attemptId)) return attemptId;
  throw new ProxyRefusal({
    status: 400,
    reason: "invalid_attempt",
    detail: "The attempt id is malformed.",
  });
}
