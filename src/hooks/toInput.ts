import type { Draft } from "./Draft.js";
import type { KlingVideoInput } from "../model/input.js";
import type { DraftInput } from "../model/validateInput.js";

/** A draft in fal's words; a frame may be missing. */
export function toDraftInput({ prompt, startFrame, endFrame, settings }: Draft): DraftInput {
  return { ...settings, prompt, image_url: startFrame, tail_image_url: endFrame };
}

/** What can be sent; `null` where the start frame is missing. */
export function toInput({
  image_url,
  tail_image_url,
  ...rest
}: DraftInput): KlingVideoInput | null {
  return image_url ? { ...rest, image_url, tail_image_url: tail_image_url ?? undefined } : null;
}
