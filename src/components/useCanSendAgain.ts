import { useHasPassed } from "../hooks/useHasPassed.js";
import type { StartedGeneration } from "../model/Generation.js";

/** Nobody is kept waiting for longer by a proxy that does not answer. */
const FOUND_OUT_WITHIN_MS = 5_000;

/**
 * Whether an unconfirmed generation may be paid for once more. Not before it is known whether
 * somebody can tell what came of it: that costs nothing, and comes first.
 */
export function useCanSendAgain(generation: StartedGeneration): boolean {
  const { attemptId, status } = generation;
  const isAsking = status === "unconfirmed" && generation.canCheck === undefined;
  const isOverdue = useHasPassed(attemptId, isAsking ? FOUND_OUT_WITHIN_MS : null);
  return status === "unconfirmed" && (!isAsking || isOverdue);
}
