import { DURATIONS } from "../model/input.js";
import {
  CFG_SCALE_MAX,
  CFG_SCALE_MIN,
  FRAME_MAX_BYTES,
  FRAME_MIN_SIDE_PX,
  PROMPT_MAX_LENGTH,
} from "../model/limits.js";

/** One entry of fal's `detail` list, in fal's own spelling. */
export interface ErrorDetail {
  loc: readonly (string | number)[];
  msg: string;
  type: string;
  url: string;
  ctx?: Readonly<Record<string, unknown>>;
  input?: unknown;
}

/** fal's words for what a model refuses. */
export type ModelErrorType = keyof typeof MODEL_ERRORS;

/**
 * What fal says about each.
 *
 * Source: https://docs.fal.ai/errors
 */
const MODEL_ERRORS = {
  content_policy_violation: {
    msg: "The content could not be processed because it contained material flagged by a content checker.",
  },
  no_media_generated: { msg: "The model produced no media for this input." },
  image_too_small: {
    msg: "Image dimensions are too small.",
    ctx: { min_width: FRAME_MIN_SIDE_PX, min_height: FRAME_MIN_SIDE_PX },
  },
  image_too_large: {
    msg: "Image dimensions are too large.",
    ctx: { max_width: 10_000, max_height: 10_000 },
  },
  image_load_error: { msg: "Failed to load the image. Please ensure the image is not corrupted." },
  file_too_large: { msg: "File size exceeds the limit.", ctx: { max_size: FRAME_MAX_BYTES } },
  unsupported_image_format: {
    msg: "Unsupported image format.",
    ctx: { supported_formats: [".jpg", ".jpeg", ".png"] },
  },
  file_download_error: { msg: "Failed to download the file." },
  one_of: {
    msg: `Input should be one of: ${DURATIONS.map((value) => `'${value}'`).join(", ")}`,
    ctx: { expected: DURATIONS },
  },
  greater_than_equal: {
    msg: `Input should be greater than or equal to ${CFG_SCALE_MIN}`,
    ctx: { ge: CFG_SCALE_MIN },
  },
  less_than_equal: {
    msg: `Input should be less than or equal to ${CFG_SCALE_MAX}`,
    ctx: { le: CFG_SCALE_MAX },
  },
  sequence_too_short: { msg: "Input should have at least 1 character", ctx: { min_length: 1 } },
  sequence_too_long: {
    msg: `Input should have at most ${PROMPT_MAX_LENGTH} characters`,
    ctx: { max_length: PROMPT_MAX_LENGTH },
  },
  missing: { msg: "Field required" },
  json_invalid: { msg: "JSON decode error" },
  value_error: { msg: "Value error" },
} as const satisfies Record<string, { msg: string; ctx?: Readonly<Record<string, unknown>> }>;

/** One entry of the list, for one place of the input. `msg` replaces fal's usual sentence. */
export function toErrorDetail(
  type: ModelErrorType,
  field: string,
  more: { input?: unknown; msg?: string } = {},
): ErrorDetail {
  const loc = field === "body" ? ["body"] : ["body", field];
  return {
    loc,
    ...MODEL_ERRORS[type],
    type,
    url: `https://docs.fal.ai/errors#${type}`,
    ...more,
  };
}
