import type { PixelArea } from "../frames/cropFrame.js";
import type { PixelSize } from "../model/frame.js";
import { FRAME_MIN_SIDE_PX, FRAME_RATIO_MAX, FRAME_RATIO_MIN } from "../model/limits.js";
import { toLargestPart, type CropView } from "./CropView.js";

/**
 * What is cut out of a picture, in whole pixels of it: always inside of the picture, and, where the
 * picture allows the shape at all, always a part that the model takes.
 */
export function toCropArea(picture: PixelSize, ratio: number, view: CropView): PixelArea {
  const largest = toLargestPart(picture, ratio);
  const { width, height } = toWholePixels({
    width: toSide(largest.width / view.zoom, picture.width),
    height: toSide(largest.height / view.zoom, picture.height),
  });
  return {
    x: toStart(picture.width, width, view.x / view.zoom),
    y: toStart(picture.height, height, view.y / view.zoom),
    width,
    height,
  };
}

function toSide(length: number, max: number): number {
  return Math.min(Math.max(Math.round(length), FRAME_MIN_SIDE_PX), max);
}

/** A shape at the limit must not cross it by half a pixel. */
function toWholePixels({ width, height }: PixelSize): PixelSize {
  if (width / height > FRAME_RATIO_MAX) {
    return { width: Math.floor(height * FRAME_RATIO_MAX), height };
  }
  if (width / height < FRAME_RATIO_MIN) {
    return { width, height: Math.floor(width / FRAME_RATIO_MIN) };
  }
  return { width, height };
}

/** @param moved how far the picture is moved off the middle, in its own lengths */
function toStart(whole: number, part: number, moved: number): number {
  const start = Math.round(whole * (0.5 - moved) - part / 2);
  return Math.min(Math.max(start, 0), whole - part);
}
