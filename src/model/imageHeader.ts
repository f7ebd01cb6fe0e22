import type { PictureType } from "./limits.js";

/** How a picture is turned for display, as EXIF numbers it; 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a picture's first bytes say about it. */
export interface ImageHeader {
  type: PictureType;
  /** Stored width in pixels, before any EXIF turn. */
  width: number;
  /** Stored height in pixels, before any EXIF turn. */
  height: number;
  /** EXIF orientation; 1 where none is told. */
  orientation: Orientation;
  /** More than one picture. */
  isAnimated: boolean;
  /** Some pixels may be transparent. */
  hasAlpha: boolean;
  /** Printing colors (CMYK) instead of the screen's. */
  isCmyk: boolean;
  /** Bits of one color of one pixel, mostly 8. */
  bitDepth: number;
  /** Every pixel is stored as it was, not nearly. */
  isLossless: boolean;
}

/** Why no size could be read: not such a picture, cut off, or more bytes are needed to tell. */
export type HeaderProblem = "unknown-type" | "damaged" | "more-bytes";

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_HEADER_LENGTH = 33;

/**
 * Reads type and size from the first bytes of a JPEG or PNG; nothing is decoded, so that a picture
 * that would fill the memory is recognized before it can.
 *
 * Source: https://www.w3.org/TR/png-3/#11IHDR and https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.2)
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | HeaderProblem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 8 && PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) {
    return readPng(view);
  }
  if (bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    return readJpeg(view);
  }
  return "unknown-type";
}

function readPng(view: DataView): ImageHeader | HeaderProblem {
  if (view.byteLength < PNG_HEADER_LENGTH) return "more-bytes";
  const isHeaderChunk = view.getUint32(8) === 13 && view.getUint32(12) === 0x49484452;
  return isHeaderChunk ? toHeader("image/png", view.getUint32(16), view.getUint32(20)) : "damaged";
}

function readJpeg(view: DataView): ImageHeader | HeaderProblem {
  let offset = 2;
  while (offset + 4 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return "damaged";
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1; // fill byte
      continue;
    }
    if (isStartOfFrame(marker)) {
      if (offset + 9 > view.byteLength) return "more-bytes";
      return toHeader("image/jpeg", view.getUint16(offset + 7), view.getUint16(offset + 5));
    }
    if (marker === 0xd9 || marker === 0xda) return "damaged"; // the data begins without a size
    offset += 2 + view.getUint16(offset + 2);
  }
  return "more-bytes";
}

/** C0…CF are frame headers, but for the tables (C4, CC) and the reserved C8. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function toHeader(type: PictureType, width: number, height: number): ImageHeader | HeaderProblem {
  if (width === 0 || height === 0) return "damaged";
  return {
    type,
    width,
    height,
    orientation: 1,
    isAnimated: false,
    hasAlpha: false,
    isCmyk: false,
    bitDepth: 8,
    isLossless: type === "image/png",
  };
}
