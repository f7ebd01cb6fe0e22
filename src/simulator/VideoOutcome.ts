import type { RawAnswer } from "./FaultScript.js";

/** The video of a job, or what the model answers in its place. */
export type VideoOutcome =
  | { ok: true; video: Blob; durationSeconds: 5 | 10 }
  | { ok: false; answer: RawAnswer };
