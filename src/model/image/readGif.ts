import { toFacts, type HeaderProblem, type ImageFacts } from "./ImageFacts.js";

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;
const HEADER_LENGTH = 13;
const IMAGE_LENGTH = 10;

/**
 * Reads a GIF up to its second picture, or to its end where it has one picture.
 *
 * Source: https://www.w3.org/Graphics/GIF/spec-gif89a.txt (sections 15 to 23)
 */
export function readGif(view: DataView, isLast: boolean): ImageFacts | HeaderProblem {
  const width = view.getUint16(6, true);
  const height = view.getUint16(8, true);
  let images = 0;
  let hasAlpha = false;

  let at = HEADER_LENGTH + toTableLength(view.getUint8(10));
  for (;;) {
    if (at >= view.byteLength && !isLast) return "more-bytes";
    if (at >= view.byteLength) break; // many writers forget the trailer
    const block = view.getUint8(at);
    if (block === EXTENSION) {
      const isControl = view.getUint8(at + 1) === GRAPHIC_CONTROL;
      if (isControl && images === 0) hasAlpha = (view.getUint8(at + 3) & 1) === 1;
      at = skipParts(view, at + 2);
    } else if (block === IMAGE) {
      images += 1;
      if (images > 1) break;
      const isWhole =
        view.getUint16(at + 5, true) >= width && view.getUint16(at + 7, true) >= height;
      if (!isWhole) hasAlpha = true; // what it leaves free of the screen
      at = skipParts(view, at + IMAGE_LENGTH + toTableLength(view.getUint8(at + 9)) + 1);
    } else break; // the trailer, or what decoders take for it
  }

  if (images === 0) return "damaged";
  return toFacts(width, height, { isAnimated: images > 1, hasAlpha, isLossless: true });
}

/** Bytes of a color table, by the flags that tell of it. */
function toTableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Behind the parts of a block: each begins with its length, and one of length 0 ends them. */
function skipParts(view: DataView, from: number): number {
  let at = from;
  while (at < view.byteLength) {
    const length = view.getUint8(at);
    at += 1 + length;
    if (length === 0) break;
  }
  return at;
}
