import { useHasPassed } from "../hooks/useHasPassed.js";
import type { StartedGeneration } from "../model/Generation.js";

/** Nobody is kept waiting for longer by a proxy that does not answer. */
const FOUND_OUT_WITHIN_MS = 5_000;

/** Nor by one that waits for fal. */
const ANSWERED_WITHIN_MS = 60_000;

/**
 * Whether an unconfirmed generation may be paid for once more. Not before it is known whether
 * somebody can tell what came of it, and not while its answer may still come: that costs nothing,
 * and comes first.
 */
export function useCanSendAgain(generation: StartedGeneration): boolean {
  const waitMs = toWaitMs(generation);
  const isOverdue = useHasPassed(`${generation.attemptId} ${waitMs}`, waitMs);
  return generation.status === "unconfirmed" && (waitMs === null || isOverdue);
}

function toWaitMs(generation: StartedGeneration): number | null {
  if (generation.status !== "unconfirmed") return null;
  if (generation.isUnderWay) return ANSWERED_WITHIN_MS;
  return generation.canCheck === undefined ? FOUND_OUT_WITHIN_MS : null;
}
