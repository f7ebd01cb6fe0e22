import type { PixelSize } from "../model/frame.js";

/** Drawing or reading as many pixels takes a few milliseconds. */
const STRIP_PIXELS = 400_000;

/** Cuts a picture into strips, from top to bottom, so that each is done in no time. */
export function toStrips({ width, height }: PixelSize): { y: number; height: number }[] {
  const rows = Math.max(1, Math.floor(STRIP_PIXELS / width));
  return Array.from({ length: Math.ceil(height / rows) }, (_, index) => {
    const y = index * rows;
    return { y, height: Math.min(rows, height - y) };
  });
}
