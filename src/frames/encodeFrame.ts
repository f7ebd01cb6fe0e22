import type { PixelSize } from "../model/frame.js";
import { FRAME_MAX_BYTES, FRAME_MIN_SIDE_PX, type FrameType } from "../model/limits.js";
import { drawSurface } from "./drawSurface.js";
import { encodeJpeg, JPEG_SCALED_QUALITY } from "./encodeJpeg.js";
import type { PixelArea } from "./PixelArea.js";
import type { Pixels } from "./Pixels.js";
import { toBlob } from "./toBlob.js";

/** A picture that was written. */
export interface EncodedFrame extends PixelSize {
  blob: Blob;
  type: FrameType;
  /** Its bytes had to be saved: at the cost of quality, or of pixels. */
  isCompressed: boolean;
}

/** How a picture is written. */
export interface EncodeOptions {
  area: PixelArea;
  /** CSS color under what can be seen through. */
  background: string;
  /** Whether it stays as exact as it is, if that fits. */
  isLossless: boolean;
  /** @default what the model takes */
  maxBytes?: number | undefined;
}

/** The canvas of an older iPhone holds no more. */
const SURE_CANVAS_PIXELS = 4096 * 4096;

/**
 * Writes a part of a picture as PNG or JPEG that has no more bytes than the model takes: at full
 * size with the best quality that fits, else smaller. `null`: it does not fit at the least size.
 *
 * Chromium writes in the page's idle time, in slices that end by themselves. Only the last one of a
 * JPEG is a whole (about 0.1 s for 12 megapixels of noise), and nobody but the browser can part it.
 */
export async function encodeFrame(
  pixels: Pixels,
  { area, background, isLossless, maxBytes = FRAME_MAX_BYTES }: EncodeOptions,
): Promise<EncodedFrame | null> {
  let size: PixelSize | null = { width: area.width, height: area.height };
  let isCompressed = false;
  while (size) {
    const { width, height }: PixelSize = size;
    const surface = await drawSurface(pixels, area, size, background);
    if (!surface) {
      const share = Math.sqrt(SURE_CANVAS_PIXELS / (width * height));
      if (share >= 1) throw new Error("This browser has no canvas for this picture.");
      size = toSmallerSize(size, share);
      isCompressed = true;
      continue;
    }
    try {
      if (isLossless && !isCompressed) {
        const blob = await toBlob(surface, "image/png");
        if (blob.size <= maxBytes) {
          return { blob, type: "image/png", width, height, isCompressed };
        }
        isCompressed = true;
      }
      const isFullSize = width === area.width;
      const jpeg = await encodeJpeg(
        surface,
        maxBytes,
        isFullSize ? undefined : JPEG_SCALED_QUALITY,
      );
      if (jpeg.blob.size <= maxBytes) {
        isCompressed ||= !jpeg.isBest;
        return { blob: jpeg.blob, type: "image/jpeg", width, height, isCompressed };
      }
      isCompressed = true;
      size = toSmallerSize(size, Math.sqrt((0.9 * maxBytes) / jpeg.blob.size));
    } finally {
      surface.close();
    }
  }
  return null;
}

/** Rounded towards the square, so that a picture at the limit of the ratio stays within it. */
function toSmallerSize({ width, height }: PixelSize, share: number): PixelSize | null {
  const shorter = Math.ceil(Math.min(width, height) * share);
  const longer = Math.max(shorter, Math.floor(Math.max(width, height) * share));
  if (shorter < FRAME_MIN_SIDE_PX) return null;
  return width < height ? { width: shorter, height: longer } : { width: longer, height: shorter };
}
