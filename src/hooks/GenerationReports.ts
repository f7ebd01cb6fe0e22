import type { KlingVideoInput } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import type { KlingVideo } from "../model/status.js";

/** A finished video, and what it was made from. */
export interface CompletedVideo {
  video: KlingVideo;
  /** At least once and normally once for each: use it as key. A secret; keep it out of URLs. */
  requestId: string;
  input: KlingVideoInput;
}

/** What the host can be told. The record is kept before any of these is called. */
export interface GenerationReports {
  /** Called when a video is there: at least once and normally once for each request id. */
  onCompleted?: ((completed: CompletedVideo) => void) | undefined;
  /** Called when a generation has failed for good. */
  onFailed?: ((error: KlingVideoError) => void) | undefined;
  /** Called when the visitor must sign in again before the generation can be followed on. */
  onAuthRequired?: (() => void) | undefined;
}
