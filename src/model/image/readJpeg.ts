import { hasText, slice } from "./bytes.js";
import { toFacts, type HeaderProblem, type ImageFacts, type Orientation } from "./ImageFacts.js";
import { readExifOrientation } from "./readExifOrientation.js";

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APP1 = 0xe1;

/**
 * Reads a JPEG up to where its pixels begin: EXIF may stand before and behind the size.
 *
 * Source: https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.1, B.2)
 */
export function readJpeg(view: DataView): ImageFacts | HeaderProblem {
  let frame: DataView | null = null;
  let frameMarker = 0;
  let orientation: Orientation | null = null;

  for (let at = 2; ;) {
    at = findMarker(view, at);
    const marker = view.getUint8(at + 1);
    if (marker === START_OF_SCAN) break;
    if (marker === END_OF_IMAGE) return "damaged"; // no pixels
    at += 2;
    if (isBare(marker)) continue;

    const length = view.getUint16(at);
    if (length < 2) return "damaged";
    const content = slice(view, at + 2, length - 2);
    if (isStartOfFrame(marker) && !frame) {
      frame = content;
      frameMarker = marker;
    }
    if (marker === APP1 && hasText(content, 0, "Exif\0\0")) {
      orientation ??= readExifOrientation(content);
    }
    at += length;
  }

  if (!frame || frame.byteLength < 6) return "damaged";
  return toFacts(frame.getUint16(3), frame.getUint16(1), {
    orientation: orientation ?? 1,
    isCmyk: frame.getUint8(5) === 4,
    bitDepth: frame.getUint8(0),
    isLossless: isLosslessFrame(frameMarker),
  });
}

/** Where the next marker is: FF and a code. Decoders skip what stands before it, and fill bytes. */
function findMarker(view: DataView, from: number): number {
  for (let at = from; ; at++) {
    const code = view.getUint8(at + 1);
    if (view.getUint8(at) === 0xff && code !== 0x00 && code !== 0xff) return at;
  }
}

/** Markers that stand alone: TEM, RST0 to RST7 and a second SOI. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** C0…CF are frame headers, but for the tables (C4, CC) and the reserved C8. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** The fourth of each group of frame headers is the lossless process. */
function isLosslessFrame(marker: number): boolean {
  return marker % 4 === 3;
}
