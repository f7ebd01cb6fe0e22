import type { KlingVideoError } from "../model/KlingVideoError.js";

/** How far the upload of one file is. */
export type UploadState =
  /** It is looked at, and made into a frame where it is none. */
  | { status: "checking" }
  /**
   * `progress`: 0…1, `null` while nothing is told of it, which is normal; 1 means "finishing". It
   * goes back where a connection broke and the file is sent anew.
   */
  | { status: "uploading"; progress: number | null }
  /** `uploadedAt`: in ms since the epoch. */
  | { status: "uploaded"; url: string; uploadedAt: number }
  | { status: "failed"; error: KlingVideoError };
