import { readName, slice } from "./bytes.js";
import { toFacts, type HeaderProblem, type ImageFacts, type Orientation } from "./ImageFacts.js";
import { readExifOrientation } from "./readExifOrientation.js";

const SIGNATURE_LENGTH = 8;
const PALETTE = 3;
const WITH_ALPHA = [4, 6];

/**
 * Reads a PNG up to where its pixels begin: all that matters here must stand before them.
 *
 * Source: https://www.w3.org/TR/png-3/ (5.3 chunk layout, 5.6 chunk ordering, 11.2.1 IHDR, 11.3.1.1
 * tRNS, 11.3.4.5 eXIf, 11.3.6 APNG)
 */
export function readPng(view: DataView): ImageFacts | HeaderProblem {
  let header: DataView | null = null;
  let orientation: Orientation = 1;
  let hasTransparency = false;
  let frames = 0;
  let isFirstFrame = false;

  for (let at = SIGNATURE_LENGTH; ;) {
    const length = view.getUint32(at);
    const name = readName(view, at + 4);
    if (name === "IDAT") break;
    const mustBeHeader = header === null;
    if (name === "IEND" || (name === "IHDR") !== mustBeHeader) return "damaged";

    if (name === "IHDR") header = slice(view, at + 8, length);
    if (name === "tRNS") hasTransparency = true;
    if (name === "eXIf") orientation = readExifOrientation(slice(view, at + 8, length));
    if (name === "acTL") frames = view.getUint32(at + 8);
    if (name === "fcTL") isFirstFrame = true;
    at += 12 + length;
  }

  if (!header || header.byteLength !== 13) return "damaged";
  const colorType = header.getUint8(9);
  return toFacts(header.getUint32(0), header.getUint32(4), {
    orientation,
    // A picture that is none of the frames is what only a viewer without animation shows.
    isAnimated: frames > 0 && (frames > 1 || !isFirstFrame),
    hasAlpha: hasTransparency || WITH_ALPHA.includes(colorType),
    bitDepth: colorType === PALETTE ? 8 : header.getUint8(8),
    isLossless: true,
  });
}
