import type { KlingVideoErrorInit } from "./KlingVideoError.js";
import type { LogLine } from "./logs.js";

/**
 * What fal says about a request, in our words. Errors are in their plain form here: these facts are
 * kept in a query cache, which a host may store.
 *
 * There are three words; there is no "failed".
 */
export interface QueueStatus {
  status: "in-queue" | "in-progress" | "completed";
  /** Requests ahead of this one, 0 = next. Known in the queue only. */
  queuePosition: number | null;
  /** All lines that this source has given so far, oldest first. */
  logs: readonly LogLine[];
  /** What went wrong, where fal says so with the status already. */
  error?: KlingVideoErrorInit | undefined;
}

/** All that is known about a request from looking at it: the newest status, and what came before. */
export interface StatusFacts extends QueueStatus {
  /** When it was first seen running, in ms since the epoch. */
  startedAt: number | null;
  /** When it was first seen completed, in ms since the epoch. */
  completedAt: number | null;
}

/** The video, as fal describes it. Width, height and length are read from the `<video>` element. */
export interface KlingVideo {
  /** Where it can be played. It is public for anybody who knows it. */
  url: string;
  contentType?: string | undefined;
  fileName?: string | undefined;
  /** In bytes. */
  fileSize?: number | undefined;
}

/** How a request ended. Only the result says so, never the status. */
export type Outcome =
  | { type: "video"; video: KlingVideo; billableUnits?: number | undefined }
  | { type: "failed"; error: KlingVideoErrorInit }
  | { type: "canceled" };

/** What came of a submit whose answer was lost, as far as the proxy has kept note of it. */
export type AttemptOutcome =
  | { outcome: "accepted"; requestId: string }
  | { outcome: "refused"; error: KlingVideoErrorInit }
  /** It is on its way to fal right now. */
  | { outcome: "in-flight" }
  /** The proxy keeps note of attempts, but does not know what came of this one. */
  | { outcome: "unknown" }
  /** The proxy keeps no note of attempts. */
  | { outcome: "not-kept" };
