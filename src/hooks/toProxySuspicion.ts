import type { Generation } from "../model/Generation.js";
import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";

/** Something happened to a generation that a wrong proxy may have caused. */
export interface ProxySuspicion {
  /** Another one for each thing that happens. */
  key: string;
  failedWith: KlingVideoErrorCode;
  /** A request that is under way. */
  requestId?: string | undefined;
}

const SUSPICIOUS_CODES: readonly KlingVideoErrorCode[] = [
  "not-sent",
  "signed-out",
  "proxy-setup",
  "key-invalid",
  "upload-failed",
  "bad-answer",
];

/**
 * Whether the proxy is worth a look, after what happened to a generation.
 *
 * @param since in ms since the epoch: what a page before this one has met is no reason
 */
export function toProxySuspicion(generation: Generation, since: number): ProxySuspicion | null {
  if (generation.status === "idle") return null;
  const { attemptId, status, cancelError } = generation;
  const suspect = (failedWith: KlingVideoErrorCode, requestId?: string) => ({
    key: `${attemptId} ${status} ${failedWith}`,
    failedWith,
    requestId,
  });
  if (status === "in-queue" || status === "in-progress") {
    return cancelError ? suspect(cancelError.code, generation.requestId) : null;
  }
  if ((generation.completedAt ?? generation.submittedAt) < since) return null;
  if (status === "unconfirmed") return suspect("unconfirmed");
  const isSuspicious = status === "failed" && SUSPICIOUS_CODES.includes(generation.error.code);
  return isSuspicious ? suspect(generation.error.code) : null;
}
