import type { PixelSize } from "../model/frame.js";
import { FRAME_MIN_SIDE_PX, FRAME_RATIO_MAX, FRAME_RATIO_MIN } from "../model/limits.js";
import { toLargestPart } from "./CropView.js";

/** A shape that a part of a picture can have. */
export interface CropShape {
  id: CropShapeId;
  /** Width ÷ height, one that the model takes. */
  ratio: number;
  /** Whether the largest part of this shape has enough pixels for the model. */
  isReachable: boolean;
}

/** The shape that is wanted, the one that keeps the most of the picture, and the usual ones. */
export type CropShapeId =
  | "wanted"
  | "original"
  | "widest"
  | "tallest"
  | "16:9"
  | "4:3"
  | "1:1"
  | "3:4"
  | "9:16";

const USUAL_RATIOS: readonly (readonly [CropShapeId, number])[] = [
  ["16:9", 16 / 9],
  ["4:3", 4 / 3],
  ["1:1", 1],
  ["3:4", 3 / 4],
  ["9:16", 9 / 16],
];

/**
 * The shapes to choose from, the one that is wanted first.
 *
 * @param wanted width ÷ height, such as that of the start frame
 */
export function toCropShapes(picture: PixelSize, wanted?: number): readonly CropShape[] {
  const own = picture.width / picture.height;
  const toShape = (id: CropShapeId, ratio: number): CropShape => {
    const largest = toLargestPart(picture, ratio);
    const shorter = Math.min(Math.round(largest.width), Math.round(largest.height));
    return { id, ratio, isReachable: shorter >= FRAME_MIN_SIDE_PX };
  };
  const kept = own > FRAME_RATIO_MAX ? "widest" : own < FRAME_RATIO_MIN ? "tallest" : "original";
  return [
    ...(wanted !== undefined && wanted > 0 ? [toShape("wanted", toAllowed(wanted))] : []),
    toShape(kept, toAllowed(own)),
    ...USUAL_RATIOS.map(([id, ratio]) => toShape(id, ratio)),
  ];
}

function toAllowed(ratio: number): number {
  return Math.min(Math.max(ratio, FRAME_RATIO_MIN), FRAME_RATIO_MAX);
}
