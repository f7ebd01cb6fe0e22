import { errorCatalogue } from "../model/errorCatalogue.js";
import type { Labels } from "./Labels.js";

/** English: the words that are used where nobody gave others. */
export const en: Labels = {
  frames: "Frames",
  framesHint: "JPG or PNG · up to 10 MB",
  startFrame: "Start frame",
  endFrame: "End frame",

  prompt: "Prompt",
  promptHint: "Describe the motion, not the picture",

  duration: "Duration",

  generate: "Generate",

  errors: errorCatalogue,
};
