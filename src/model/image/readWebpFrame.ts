import { hasText, readName } from "./bytes.js";

/** What the pixels of one picture in a WebP say about themselves. */
export interface WebpFrame {
  width: number;
  height: number;
  hasAlpha: boolean;
  isLossless: boolean;
}

/**
 * Reads the chunk at this place: the lossy VP8, with or without an alpha chunk before it, or the
 * lossless VP8L. `null`: neither.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc6386 (9.1) and
 * https://www.rfc-editor.org/rfc/rfc9649 (3.4)
 */
export function readWebpFrame(view: DataView, at: number): WebpFrame | null {
  const name = readName(view, at);
  if (name === "ALPH") {
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    const frame = readName(view, next) === "VP8 " ? readLossy(view, next + 8) : null;
    return frame && { ...frame, hasAlpha: true };
  }
  if (name === "VP8 ") return readLossy(view, at + 8);
  if (name === "VP8L") return readLossless(view, at + 8);
  return null;
}

/** A key frame: three bytes of tag, a start code, then two numbers of 14 bits and a scale each. */
function readLossy(view: DataView, at: number): WebpFrame | null {
  const width = view.getUint16(at + 6, true) & 0x3fff;
  const height = view.getUint16(at + 8, true) & 0x3fff;
  if (!hasText(view, at + 3, "\x9d\x01\x2a")) return null;
  return { width, height, hasAlpha: false, isLossless: false };
}

/** A mark of one byte, then width and height less one in 14 bits each, and one bit for alpha. */
function readLossless(view: DataView, at: number): WebpFrame | null {
  const bits = view.getUint32(at + 1, true);
  if (view.getUint8(at) !== 0x2f) return null;
  return {
    width: 1 + (bits & 0x3fff),
    height: 1 + ((bits >>> 14) & 0x3fff),
    hasAlpha: ((bits >>> 28) & 1) === 1,
    isLossless: true,
  };
}
