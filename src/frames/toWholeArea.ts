import type { PixelSize } from "../model/frame.js";
import type { PixelArea } from "./PixelArea.js";

/** An area in whole pixels that lies in the picture. */
export function toWholeArea(area: PixelArea, picture: PixelSize): PixelArea {
  const left = clamp(area.x, picture.width);
  const top = clamp(area.y, picture.height);
  const width = clamp(area.x + area.width, picture.width) - left;
  const height = clamp(area.y + area.height, picture.height) - top;
  return { x: left, y: top, width: Math.max(0, width), height: Math.max(0, height) };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, Math.round(value)), most);
}
