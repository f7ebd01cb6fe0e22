/** How a picture is turned for display, as EXIF numbers it; 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a picture's first bytes say about it, whatever its format. */
export interface ImageFacts {
  /** Stored width in pixels, before it is turned for display. */
  width: number;
  /** Stored height in pixels, before it is turned for display. */
  height: number;
  /**
   * How it is turned for display: the EXIF orientation, or that of the boxes `irot` and `imir` in an
   * AVIF or HEIC; 1 where none is told.
   */
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

/**
 * Reads the facts of one format. It may read past the end: the `RangeError` that a DataView then
 * throws means "more-bytes".
 *
 * @param isLast no more bytes will come: what is only told behind them counts as absent
 */
export type ReadFacts = (view: DataView, isLast: boolean) => ImageFacts | HeaderProblem;

/** The facts of a common picture of this size, but for what is told of it. */
export function toFacts(
  width: number,
  height: number,
  facts: Partial<ImageFacts> = {},
): ImageFacts | "damaged" {
  if (width <= 0 || height <= 0) return "damaged";
  return {
    width,
    height,
    orientation: 1,
    isAnimated: false,
    hasAlpha: false,
    isCmyk: false,
    bitDepth: 8,
    isLossless: false,
    ...facts,
  };
}
