import { hasText } from "./bytes.js";
import { toFacts, type HeaderProblem, type ImageFacts } from "./ImageFacts.js";

const OS2_HEADER = 12;
/** Lengths of the headers that exist; "BM" alone begins many a text. */
const HEADERS = [OS2_HEADER, 16, 40, 52, 56, 64, 108, 124];
/** From this length on, the header holds a mask of the bits that are alpha. */
const HEADER_WITH_ALPHA = 56;

/** Whether these bytes begin a BMP. */
export function isBmp(view: DataView): boolean {
  return (
    hasText(view, 0, "BM") && view.byteLength >= 18 && HEADERS.includes(view.getUint32(14, true))
  );
}

/**
 * Reads the headers of a BMP.
 *
 * Source: https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-header-types
 */
export function readBmp(view: DataView): ImageFacts | HeaderProblem {
  const length = view.getUint32(14, true);
  if (length === OS2_HEADER) {
    return toFacts(view.getUint16(18, true), view.getUint16(20, true), { isLossless: true });
  }
  const hasMask = length >= HEADER_WITH_ALPHA && length !== 64 && view.getUint32(66, true) !== 0;
  // Rows that are stored from the top make the height negative.
  return toFacts(view.getInt32(18, true), Math.abs(view.getInt32(22, true)), {
    hasAlpha: hasMask || view.getUint16(28, true) === 32,
    isLossless: true,
  });
}
