import { validateFrameUrl, type FrameField } from "./frame.js";
import { DURATIONS, type KlingVideoInput } from "./input.js";
import { KlingVideoError, type KlingVideoErrorInit } from "./KlingVideoError.js";
import { CFG_SCALE_MAX, CFG_SCALE_MIN, PROMPT_MAX_LENGTH } from "./limits.js";

/** An input that is still being made: a frame may be missing. */
export interface DraftInput extends Omit<KlingVideoInput, "image_url" | "tail_image_url"> {
  image_url: KlingVideoInput["image_url"] | null;
  tail_image_url?: KlingVideoInput["image_url"] | null | undefined;
}

/**
 * What the model would refuse in this input, one error for each field, in the order of the form.
 * Empty: it can be sent. Files are checked by `validateFrame`, which has to read them.
 *
 * @param trustedOrigins origins whose URLs pass although they are not public https: those that
 * the transport's own uploads come from
 */
export function validateInput(
  input: DraftInput,
  trustedOrigins: readonly string[] = [],
): readonly KlingVideoError[] {
  return [
    validateStartFrame(input.image_url, trustedOrigins),
    validateFrameField(input.tail_image_url, "tail_image_url", trustedOrigins),
    validatePrompt(input.prompt),
    validateNegativePrompt(input.negative_prompt),
    validateDuration(input.duration),
    validateGuidance(input.cfg_scale),
  ].filter((error) => error !== null);
}

/** Characters as people count them for the limit: code points, so that an emoji is not two. */
export function promptLength(prompt: string): number {
  return Array.from(prompt).length;
}

/** What the model would refuse in a prompt, or `null`. */
export function validatePrompt(prompt: string): KlingVideoError | null {
  // Zero-width characters look empty and are empty to the model.
  if (prompt.replace(/[\s\p{Cf}\p{Cc}]/gu, "") === "") {
    return refuse({ code: "prompt-required", field: "prompt" });
  }
  const length = promptLength(prompt);
  if (length <= PROMPT_MAX_LENGTH) return null;
  return refuse({ code: "prompt-too-long", field: "prompt", values: { length } });
}

type DraftFrame = DraftInput["tail_image_url"];

function validateStartFrame(frame: DraftFrame, trustedOrigins: readonly string[]) {
  if (!frame) return refuse({ code: "frame-required", field: "image_url" });
  return validateFrameField(frame, "image_url", trustedOrigins);
}

function validateFrameField(
  frame: DraftFrame,
  field: FrameField,
  trustedOrigins: readonly string[],
): KlingVideoError | null {
  if (typeof frame !== "string") return null;
  // Noted for a file that was never uploaded, and is not at hand any more.
  if (frame === "") return refuse({ code: "frame-gone", field });
  const isTrusted = trustedOrigins.some((origin) => frame.startsWith(`${origin}/`));
  return isTrusted ? null : validateFrameUrl(frame, field);
}

function validateNegativePrompt(prompt = ""): KlingVideoError | null {
  const length = promptLength(prompt);
  if (length <= PROMPT_MAX_LENGTH) return null;
  return refuse({ code: "negative-prompt-too-long", field: "negative_prompt", values: { length } });
}

function validateDuration(duration: DraftInput["duration"]): KlingVideoError | null {
  if (duration === undefined || DURATIONS.includes(duration)) return null;
  const detail = `duration must be one of ${DURATIONS.join(", ")}`;
  return refuse({ code: "input-invalid", field: "duration", values: { detail } });
}

function validateGuidance(guidance: number | undefined): KlingVideoError | null {
  if (guidance === undefined || (guidance >= CFG_SCALE_MIN && guidance <= CFG_SCALE_MAX)) {
    return null;
  }
  const detail = `guidance must lie between ${CFG_SCALE_MIN} and ${CFG_SCALE_MAX}`;
  return refuse({ code: "input-invalid", field: "cfg_scale", values: { detail } });
}

function refuse(init: Omit<KlingVideoErrorInit, "charged">): KlingVideoError {
  return new KlingVideoError({ ...init, charged: "no" });
}
