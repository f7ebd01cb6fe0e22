/**
 * What the model accepts. fal's schema states no length for the prompt and no limits for pictures
 * of this model; the numbers are those that resellers of the model state (prompt) and that fal
 * states for sibling Kling endpoints (pictures).
 *
 * Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/api
 */

/** Most characters of a prompt or a negative prompt, counted in code points. */
export const PROMPT_MAX_LENGTH = 2500;

/** Most bytes of a frame: 10 MB in powers of ten. */
export const FRAME_MAX_BYTES = 10_000_000;

/** Least width and height of a frame, in pixels. */
export const FRAME_MIN_SIDE_PX = 300;

/** Least width ÷ height of a frame. */
export const FRAME_RATIO_MIN = 0.4;

/** Greatest width ÷ height of a frame. */
export const FRAME_RATIO_MAX = 2.5;

/** Most pixels of a frame. A larger picture would not fit into a page's memory once decoded. */
export const FRAME_MAX_PIXELS = 50_000_000;

/** Media types of a frame that are sent as they are. */
export const FRAME_TYPES: readonly FrameType[] = ["image/jpeg", "image/png"];

/** A media type that a frame may have. */
export type FrameType = "image/jpeg" | "image/png";

/** Media types of pictures that can be read; those that are no frame types are converted. */
export const PICTURE_TYPES: readonly PictureType[] = [
  ...FRAME_TYPES,
  "image/webp",
  "image/avif",
  "image/gif",
  "image/bmp",
  "image/heic",
];

/** A media type of a picture that people have. */
export type PictureType =
  | FrameType
  | "image/webp"
  | "image/avif"
  | "image/gif"
  | "image/bmp"
  | "image/heic";

/** Least guidance (`cfg_scale`). */
export const CFG_SCALE_MIN = 0;

/** Greatest guidance (`cfg_scale`). */
export const CFG_SCALE_MAX = 1;
