/** Length of the video in seconds, as fal spells it: a string. `"5s"` or `5` is refused. */
export type Duration = "5" | "10";

/** The lengths that can be bought, shortest first. */
export const DURATIONS: readonly Duration[] = ["5", "10"];

/**
 * fal's own input of the model, with a `File` or `Blob` wherever a picture is wanted.
 * It fits `KlingVideoV25TurboProImageToVideoInput` of `@fal-ai/client` field by field.
 *
 * Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/api
 */
export interface KlingVideoInput {
  /** What should move, and how. At most 2,500 characters. */
  prompt: string;
  /** Start frame: a public https URL, or a file that is uploaded first. */
  image_url: string | Blob | File;
  /** End frame; limits as the start frame. */
  tail_image_url?: string | Blob | File | undefined;
  /** @default "5" */
  duration?: Duration | undefined;
  /** @default "blur, distort, and low quality" */
  negative_prompt?: string | undefined;
  /** How closely the model sticks to the prompt, 0…1. @default 0.5 */
  cfg_scale?: number | undefined;
}

/** The input as fal receives it: every picture is a URL. */
export interface UploadedKlingVideoInput extends KlingVideoInput {
  image_url: string;
  tail_image_url?: string | undefined;
}

/** A field of the input, in fal's words: what an error's `field` names. */
export type InputField = keyof KlingVideoInput;

/** The fields of the input: the model knows no other one. */
export const INPUT_FIELDS: readonly InputField[] = [
  "prompt",
  "image_url",
  "tail_image_url",
  "duration",
  "negative_prompt",
  "cfg_scale",
];

/** What fal uses where the input says nothing. */
export const INPUT_DEFAULTS = {
  duration: "5",
  negative_prompt: "blur, distort, and low quality",
  cfg_scale: 0.5,
} as const satisfies Partial<KlingVideoInput>;
