import type { Surface } from "./createSurface.js";
import { toBlob } from "./toBlob.js";

/** A picture that was written as JPEG. */
export interface EncodedJpeg {
  blob: Blob;
  /** Written with the best of the qualities. */
  isBest: boolean;
}

/** The quality of a picture that had to become smaller. */
export const JPEG_SCALED_QUALITY = 0.8;

const BEST_QUALITY = 0.95;

/**
 * What is tried when the best quality has too many bytes. A picture needs at least such a share of
 * the best quality's bytes (faint noise the least, photos about twice that): what cannot fit is not
 * tried.
 */
const LESSER_QUALITIES = [
  { quality: 0.9, leastShare: 0.4 },
  { quality: 0.85, leastShare: 0.25 },
  { quality: 0.8, leastShare: 0.15 },
  { quality: 0.75, leastShare: 0 },
];

/** Writes a JPEG in the best quality that fits; in the least of them where none does. */
export async function encodeJpeg(
  surface: Surface,
  maxBytes: number,
  onlyQuality?: number,
): Promise<EncodedJpeg> {
  const best = await toBlob(surface, "image/jpeg", onlyQuality ?? BEST_QUALITY);
  if (best.size <= maxBytes || onlyQuality) return { blob: best, isBest: !onlyQuality };

  let blob = best;
  for (const { quality, leastShare } of LESSER_QUALITIES) {
    if (best.size * leastShare > maxBytes) continue;
    blob = await toBlob(surface, "image/jpeg", quality);
    if (blob.size <= maxBytes) break;
  }
  return { blob, isBest: false };
}
