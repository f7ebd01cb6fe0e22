import type { PixelSize } from "../model/frame.js";
import { FRAME_MIN_SIDE_PX } from "../model/limits.js";

/** Where a picture lies under its crop area, whatever the size in which both are shown. */
export interface CropView {
  /** 1: the area holds as much of the picture as its shape allows. */
  zoom: number;
  /** How far the picture is moved off the middle, in widths of it as it is without zoom. */
  x: number;
  /** The same downwards, in heights of it. */
  y: number;
}

/** As much as the shape allows, in the middle. */
export const WHOLE_VIEW: CropView = { zoom: 1, x: 0, y: 0 };

/** The largest part of a picture that has a shape; not in whole pixels. */
export function toLargestPart({ width, height }: PixelSize, ratio: number): PixelSize {
  return width / height > ratio
    ? { width: height * ratio, height }
    : { width, height: width / ratio };
}

/** How far one can zoom in before the part has too few pixels for the model. */
export function toZoomMax(picture: PixelSize, ratio: number): number {
  const { width, height } = toLargestPart(picture, ratio);
  return Math.max(1, Math.min(width, height) / FRAME_MIN_SIDE_PX);
}

/** The nearest view that lies inside of the picture. */
export function clampView(view: CropView, picture: PixelSize, ratio: number): CropView {
  const { width, height } = toLargestPart(picture, ratio);
  const { zoom, x, y } = zoomView(view, clamp(view.zoom, 1, toZoomMax(picture, ratio)));
  const xMax = (zoom - width / picture.width) / 2;
  const yMax = (zoom - height / picture.height) / 2;
  return { zoom, x: clamp(x, -xMax, xMax), y: clamp(y, -yMax, yMax) };
}

/** The same view from nearer or farther: what is in the middle stays there. */
export function zoomView({ zoom, x, y }: CropView, nextZoom: number): CropView {
  const factor = nextZoom / zoom;
  return { zoom: nextZoom, x: x * factor, y: y * factor };
}

/** Moves the crop area over the picture, in shares of the area's longer side. */
export function moveView(
  { zoom, x, y }: CropView,
  { right, down }: { right: number; down: number },
  picture: PixelSize,
  ratio: number,
): CropView {
  const { width, height } = toLargestPart(picture, ratio);
  const side = Math.max(width, height);
  return {
    zoom,
    x: x - (right * side) / picture.width,
    y: y - (down * side) / picture.height,
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
