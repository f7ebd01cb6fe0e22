import type { Draft } from "../hooks/Draft.js";
import type { KlingVideoInput } from "../model/input.js";
import type { DraftInput } from "../model/validateInput.js";

/** A draft in fal's words, to be checked. */
export function toDraftInput({ prompt, startFrame, endFrame, settings }: Draft): DraftInput {
  return { ...settings, prompt, image_url: startFrame, tail_image_url: endFrame };
}

/** A draft in fal's words, to be sent; `null` where it has no start frame yet. */
export function toInput({ prompt, startFrame, endFrame, settings }: Draft): KlingVideoInput | null {
  if (!startFrame) return null;
  return { ...settings, prompt, image_url: startFrame, tail_image_url: endFrame ?? undefined };
}
