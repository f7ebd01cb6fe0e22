import type { Draft } from "./Draft.js";
import type { Frame } from "../model/frame.js";
import type { KlingVideoInput } from "../model/input.js";

/** fal's own input, with what may be missing while it is being made. */
export interface GeneratorInput extends Partial<
  Omit<KlingVideoInput, "image_url" | "tail_image_url">
> {
  /** Start frame. */
  image_url?: Frame | undefined;
  /** End frame. */
  tail_image_url?: Frame | undefined;
}

/** What a visitor begins with. */
export function toDraft(input: GeneratorInput = {}, defaultPrompt = ""): Draft {
  const { prompt = defaultPrompt, image_url = null, tail_image_url = null, ...settings } = input;
  return { prompt, startFrame: image_url, endFrame: tail_image_url, settings };
}
