import { RECORD_VERSION, type GenerationRecord, type RecordPhase } from "../../src/model/record.js";

/** The note of an attempt that has come so far. */
export function recordOf(
  attemptId: string,
  progress: RecordPhase,
  submittedAt = 1,
): GenerationRecord {
  return {
    v: RECORD_VERSION,
    attemptId,
    slot: "default",
    input: { prompt: "A wave", image_url: "https://pictures.example/sea.jpg" },
    priceUsd: 0.35,
    submittedAt,
    progress,
  };
}
