import type { RecordPhase } from "../model/record.js";

/**
 * What becomes of an attempt whose page is gone before fal's answer came: nothing was sent while it
 * was uploading or waiting, nobody can know once it was being sent. `undefined`: it needs no page.
 *
 * @param now in ms since the epoch
 */
export function toOrphanProgress(progress: RecordPhase, now: number): RecordPhase | undefined {
  switch (progress.phase) {
    case "uploading":
    case "waiting":
      return {
        phase: "failed",
        error: { code: "interrupted", charged: "no" },
        completedAt: now,
      };
    case "submitting":
      return { phase: "unconfirmed", error: { code: "unconfirmed", charged: "maybe" } };
    case "unconfirmed":
    case "accepted":
    case "completed":
    case "failed":
    case "canceled":
      return undefined;
  }
}
