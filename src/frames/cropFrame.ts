import type { PreparedFrame } from "./PreparedFrame.js";
import type { PrepareFrameOptions } from "./prepareFrame.js";

/** A part of a picture, in pixels of the picture as it is shown (upright). */
export interface PixelArea {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Cuts a part out of a picture and makes it a frame. */
export async function cropFrame(
  _file: Blob,
  _area: PixelArea,
  _options: PrepareFrameOptions = {},
): Promise<PreparedFrame> {
  throw new Error("not written yet");
}
