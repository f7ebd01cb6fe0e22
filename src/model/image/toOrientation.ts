import type { Orientation } from "./ImageFacts.js";

/** For each number of quarter turns to the left: no mirror, top and bottom swapped, left and right. */
const ORIENTATIONS: Readonly<
  Record<
    "none" | "top-bottom" | "left-right",
    readonly [Orientation, Orientation, Orientation, Orientation]
  >
> = {
  none: [1, 8, 3, 6],
  "top-bottom": [4, 5, 2, 7],
  "left-right": [2, 7, 4, 5],
};

/**
 * The EXIF orientation that is a turn (`irot`) and then a mirror (`imir`).
 *
 * Source: ISO/IEC 23008-12, 6.5.10 and 6.5.12
 */
export function toOrientation(
  quarterTurnsLeft: number,
  mirror: "none" | "top-bottom" | "left-right",
): Orientation {
  return ORIENTATIONS[mirror][quarterTurnsLeft] ?? 1;
}
