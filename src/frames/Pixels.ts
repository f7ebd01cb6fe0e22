import type { PixelSize } from "../model/frame.js";

/** A decoded picture, upright. */
export interface Pixels extends PixelSize {
  source: ImageBitmap | HTMLImageElement | HTMLCanvasElement | OffscreenCanvas;
  /** Gives its memory back. */
  close: () => void;
}
