import type { FrameChange } from "../model/FrameChange.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";

/** A frame that the model takes, or why there is none. A refused picture is data, no exception. */
export type PreparedFrame =
  | {
      ok: true;
      /** What is sent: the given file itself where nothing is wrong with it. */
      file: File;
      /** `null`: it is sent byte for byte. */
      change: FrameChange | null;
    }
  | { ok: false; error: KlingVideoError };
