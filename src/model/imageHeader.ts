import { hasText } from "./image/bytes.js";
import type { HeaderProblem, ImageFacts, ReadFacts } from "./image/ImageFacts.js";
import { findPictureBrand, readBrands } from "./image/isoBrands.js";
import { isBmp, readBmp } from "./image/readBmp.js";
import { readGif } from "./image/readGif.js";
import { readHeif } from "./image/readHeif.js";
import { readJpeg } from "./image/readJpeg.js";
import { readPng } from "./image/readPng.js";
import { readWebp } from "./image/readWebp.js";
import type { PictureType } from "./limits.js";

export type { HeaderProblem, Orientation } from "./image/ImageFacts.js";

/** What a picture's first bytes say about it. */
export interface ImageHeader extends ImageFacts {
  type: PictureType;
}

/**
 * Reads what a picture is from its first bytes, whatever its name says. Nothing is decoded, so that
 * a picture that would fill the memory is recognized before it can. No bytes make it throw.
 *
 * @param isLast no more bytes will come: what would stand behind them counts as absent, and the
 *   answer is never "more-bytes"
 */
export function readImageHeader(bytes: Uint8Array, isLast = false): ImageHeader | HeaderProblem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = findPictureType(view);
  if (!type) return "unknown-type";
  const facts = readFacts(READERS[type], view, isLast);
  if (facts === "more-bytes" && isLast) return "damaged";
  return typeof facts === "string" ? facts : { type, ...facts };
}

const READERS: Readonly<Record<PictureType, ReadFacts>> = {
  "image/jpeg": readJpeg,
  "image/png": readPng,
  "image/webp": readWebp,
  "image/avif": readHeif,
  "image/gif": readGif,
  "image/bmp": readBmp,
  "image/heic": readHeif,
};

function findPictureType(view: DataView): PictureType | null {
  if (hasText(view, 0, "\xff\xd8\xff")) return "image/jpeg";
  if (hasText(view, 0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (hasText(view, 0, "GIF87a") || hasText(view, 0, "GIF89a")) return "image/gif";
  if (hasText(view, 0, "RIFF") && hasText(view, 8, "WEBP")) return "image/webp";
  if (isBmp(view)) return "image/bmp";
  const brand = findPictureBrand(readBrands(view));
  return brand && `image/${brand}`;
}

function readFacts(read: ReadFacts, view: DataView, isLast: boolean): ReturnType<ReadFacts> {
  try {
    return read(view, isLast);
  } catch (error) {
    if (error instanceof RangeError) return "more-bytes"; // it read past the end
    throw error;
  }
}
