import type { PixelArea } from "../frames/cropFrame.js";
import type { PixelSize } from "../model/frame.js";
import { clampView, toZoomMax, WHOLE_VIEW, type CropView } from "./CropView.js";
import { toCropArea } from "./toCropArea.js";
import { toCropShapes, type CropShape, type CropShapeId } from "./toCropShapes.js";

/** What the visitor has chosen so far. */
export interface CropChoice {
  /** `null`: the first shape that the picture can have. */
  shapeId: CropShapeId | null;
  view: CropView;
}

/** Nothing chosen yet. */
export const NO_CHOICE: CropChoice = { shapeId: null, view: WHOLE_VIEW };

/** What a choice comes to in a picture. */
export interface CropCut {
  shapes: readonly CropShape[];
  shape: CropShape;
  view: CropView;
  zoomMax: number;
  /** What is cut out. */
  area: PixelArea;
}

/** @param wanted width ÷ height of the shape that is offered first */
export function toCropCut(
  picture: PixelSize,
  wanted: number | undefined,
  choice: CropChoice,
): CropCut {
  const shapes = toCropShapes(picture, wanted);
  const reachable = shapes.filter(({ isReachable }) => isReachable);
  const shape = reachable.find(({ id }) => id === choice.shapeId) ?? reachable[0] ?? shapes[0];
  if (!shape) throw new Error("There is no shape for a picture.");
  const view = clampView(choice.view, picture, shape.ratio);
  return {
    shapes,
    shape,
    view,
    zoomMax: toZoomMax(picture, shape.ratio),
    area: toCropArea(picture, shape.ratio, view),
  };
}
