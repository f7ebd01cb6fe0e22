import { requestIdOf, type GenerationRecord } from "../model/record.js";

/**
 * Whether one record of an attempt says more than another: it has the request id, which is what was
 * paid for, it was opened again since, or it has the video.
 */
export function isBetterKnown(one: GenerationRecord, other: GenerationRecord): boolean {
  if (requestIdOf(other) === undefined) return requestIdOf(one) !== undefined;
  const [reopenings, otherReopenings] = [one.reopenings ?? 0, other.reopenings ?? 0];
  if (reopenings !== otherReopenings) return reopenings > otherReopenings;
  return one.progress.phase === "completed" && other.progress.phase !== "completed";
}
