import type { PixelSize } from "./frame.js";
import type { PictureType } from "./limits.js";

/** Why a picture is not sent byte for byte. */
export type FrameChangeReason =
  /** Its format is none that the model surely takes. */
  | "converted"
  /** It had too many bytes. */
  | "compressed"
  /** Only the first picture of an animated one is sent. */
  | "first-picture"
  /** It was stored lying or standing on its head. */
  | "turned"
  /** It had transparent pixels. */
  | "flattened"
  /** The host wants no metadata to be sent. */
  | "stripped"
  /** Only a part of it is sent. */
  | "cropped";

/** A picture in numbers, as it is shown. */
export interface PictureFacts extends PixelSize {
  type: PictureType;
  bytes: number;
}

/** What was done to a picture. */
export interface FrameChange {
  from: PictureFacts;
  to: PictureFacts;
  /** In the order of the union; never empty. */
  reasons: readonly FrameChangeReason[];
}
