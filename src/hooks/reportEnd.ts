import type { StartedGeneration } from "../model/Generation.js";
import { callSafely } from "../records/callSafely.js";
import type { RecordStore } from "../records/RecordStore.js";
import type { GenerationReports } from "./GenerationReports.js";

/** Tells the host how a generation has ended, once for all components and tabs that know of it. */
export function reportEnd(
  store: RecordStore,
  generation: StartedGeneration,
  { onCompleted, onFailed }: GenerationReports,
): void {
  // Read anew: another component may have told it in this very commit.
  const record = store.getRecord(generation.attemptId);
  if (!record || record.isReported) return;
  const { attemptId, progress, input } = record;
  const note = () => void store.update(attemptId, { isReported: true });
  switch (progress.phase) {
    case "completed": {
      // Where nobody listens, it is left to a component where somebody does.
      if (!onCompleted) return;
      const { video, requestId } = progress;
      note();
      return callSafely(() => onCompleted({ video, requestId, input }));
    }
    case "failed":
      if (!onFailed || generation.status !== "failed") return;
      note();
      return callSafely(() => onFailed(generation.error));
    case "uploading":
    case "waiting":
    case "submitting":
    case "unconfirmed":
    case "accepted":
    case "canceled":
      return;
  }
}
