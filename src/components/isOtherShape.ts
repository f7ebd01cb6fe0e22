import type { PixelSize } from "../model/frame.js";

/** Nobody sees a smaller difference; whole pixels alone make one. */
const TOLERANCE = 0.02;

/** Whether a picture of this size has visibly another shape than width ÷ height. */
export function isOtherShape(size: PixelSize | null, ratio: number): boolean {
  return size !== null && Math.abs(Math.log(size.width / size.height / ratio)) > TOLERANCE;
}
