import { readName, slice } from "./bytes.js";
import { toFacts, type HeaderProblem, type ImageFacts, type Orientation } from "./ImageFacts.js";
import { readExifOrientation } from "./readExifOrientation.js";
import { readWebpFrame, type WebpFrame } from "./readWebpFrame.js";

const FIRST_CHUNK = 12;
const ALPHA_FLAG = 0x10;
const EXIF_FLAG = 0x08;
const ANIMATION_FLAG = 0x02;
/** Chunks that hold a picture: one of an animation, or the only one. */
const PICTURES = ["ANMF", "VP8 ", "VP8L"];
/** An animation's picture begins with its place and time. */
const PLACE_LENGTH = 16;

/**
 * Reads a WebP: its first chunk, and in the extended format up to two pictures and the EXIF block,
 * which stands behind them.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9649 (section 2)
 */
export function readWebp(view: DataView, isLast: boolean): ImageFacts | HeaderProblem {
  if (readName(view, FIRST_CHUNK) === "VP8X") return readExtended(view, isLast);
  const frame = readWebpFrame(view, FIRST_CHUNK);
  return frame ? toFacts(frame.width, frame.height, frame) : "damaged";
}

function readExtended(view: DataView, isLast: boolean): ImageFacts | HeaderProblem {
  const flags = view.getUint8(FIRST_CHUNK + 8);
  const width = 1 + getUint24(view, FIRST_CHUNK + 12);
  const height = 1 + getUint24(view, FIRST_CHUNK + 15);
  const end = 8 + view.getUint32(4, true);
  const maxPictures = flags & ANIMATION_FLAG ? 2 : 1;
  let frame: WebpFrame | null = null;
  let orientation: Orientation | null = flags & EXIF_FLAG ? null : 1;
  let pictures = 0;

  let at = FIRST_CHUNK;
  while (at < end && (pictures < maxPictures || orientation === null)) {
    const isCut = at + 8 > view.byteLength;
    if (isCut && !isLast) return "more-bytes";
    if (isCut) break;
    const name = readName(view, at);
    const length = view.getUint32(at + 4, true);
    if (name === "EXIF") orientation = readExifOrientation(slice(view, at + 8, length));
    if (PICTURES.includes(name)) {
      pictures += 1;
      frame ??= readWebpFrame(view, name === "ANMF" ? at + 8 + PLACE_LENGTH : at);
    }
    at += 8 + length + (length % 2);
  }

  if (!frame) return "damaged";
  // What the first picture of an animation leaves free is transparent.
  const isSmaller = frame.width < width || frame.height < height;
  return toFacts(width, height, {
    orientation: orientation ?? 1,
    isAnimated: maxPictures > 1 && (pictures > 1 || at < end),
    hasAlpha: (flags & ALPHA_FLAG) !== 0 || frame.hasAlpha || isSmaller,
    isLossless: frame.isLossless,
  });
}

function getUint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
}
