import type { Frame } from "../model/frame.js";
import type { KlingVideoInput } from "../model/input.js";

/** What a visitor is making: everything that Generate will send, perhaps not complete yet. */
export interface Draft {
  prompt: string;
  startFrame: Frame;
  endFrame: Frame;
  /** What is missing is fal's default. */
  settings: Pick<KlingVideoInput, "duration" | "cfg_scale" | "negative_prompt">;
}
