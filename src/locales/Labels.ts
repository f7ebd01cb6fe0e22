import type { ErrorEntry, KlingVideoErrorCode } from "../model/errorCatalogue.js";


/** Every word that the parts show. A locale is one object of this type. */
export interface Labels {
  // Frames
  frames: string;
  framesHint: string;
  startFrame: string;
  endFrame: string;

  // Prompt
  prompt: string;
  promptHint: string;

  // Settings
  duration: string;

  // Generate
  generate: string;

  // Errors: the sentence and the hint of each code.
  errors: Readonly<Record<KlingVideoErrorCode, ErrorEntry>>;
}
