import type { Generation } from "../model/Generation.js";

/** When the server takes the next try, in ms since the epoch; `null`: it said nothing about it. */
export function toRetryAt(generation: Generation): number | null {
  if (generation.status !== "failed") return null;
  const { completedAt, error } = generation;
  if (completedAt === undefined || error.retryAfterMs === undefined) return null;
  return completedAt + error.retryAfterMs;
}
