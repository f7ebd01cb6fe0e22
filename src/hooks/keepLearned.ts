import type { Generation, StartedGeneration } from "../model/Generation.js";
import type { GenerationRecord, RecordPhase } from "../model/record.js";
import type { RecordStore } from "../records/RecordStore.js";

/** Keeps what was learned of a generation since it was last noted: before anybody is told of it. */
export function keepLearned(
  store: RecordStore,
  record: GenerationRecord,
  generation: StartedGeneration,
): void {
  // What it was computed from may have been changed since, and then says more.
  if (store.getRecord(record.attemptId) !== record) return;
  const progress = toLearned(record, generation);
  if (progress) void store.update(record.attemptId, { progress });
}

/** What was learned of a generation since it was last noted, as it is to be remembered. */
function toLearned(
  { progress }: GenerationRecord,
  generation: Generation,
): RecordPhase | undefined {
  switch (progress.phase) {
    case "accepted":
      return toEndPhase(generation);
    case "unconfirmed":
      return generation.status === "in-queue"
        ? { phase: "accepted", requestId: generation.requestId }
        : toEndPhase(generation);
    case "uploading":
    case "waiting":
    case "submitting":
    case "completed":
    case "failed":
    case "canceled":
      return undefined;
  }
}

/** How a generation that has ended is remembered; `undefined` while it has not. */
function toEndPhase(generation: Generation): RecordPhase | undefined {
  const completedAt = Date.now();
  switch (generation.status) {
    case "completed": {
      const { requestId, video, startedAt } = generation;
      return {
        phase: "completed",
        requestId,
        video,
        startedAt,
        completedAt: generation.completedAt ?? completedAt,
      };
    }
    case "failed": {
      const { requestId, error } = generation;
      return { phase: "failed", requestId, error: error.toJSON(), completedAt };
    }
    case "canceled": {
      const { requestId, charged } = generation;
      return { phase: "canceled", requestId, charged, completedAt };
    }
    case "idle":
    case "uploading":
    case "waiting":
    case "submitting":
    case "unconfirmed":
    case "in-queue":
    case "in-progress":
      return undefined;
  }
}
