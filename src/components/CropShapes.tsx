"use client";

import { useId } from "react";
import type { Labels } from "../locales/Labels.js";
import { FRAME_MIN_SIDE_PX } from "../model/limits.js";
import type { CropShape, CropShapeId } from "./toCropShapes.js";

interface CropShapesProps {
  shapes: readonly CropShape[];
  value: CropShapeId;
  onValueChange: (id: CropShapeId) => void;
  labels: Labels;
}

/** The shapes that the part can have, as radio buttons, each drawn beside its name. */
export function CropShapes({ shapes, value, onValueChange, labels }: CropShapesProps) {
  const name = useId();
  const noteId = `${name}-note`;
  const tooLarge = shapes.filter((shape) => !shape.isReachable);
  return (
    <div className="kling-field">
      <span className="kling-label" id={`${name}-label`}>
        {labels.cropShape}
      </span>
      <div
        className="kling-crop-shapes"
        role="radiogroup"
        aria-labelledby={`${name}-label`}
        aria-describedby={tooLarge.length > 0 ? noteId : undefined}
      >
        {shapes.map(({ id, ratio, isReachable }) => (
          <label key={id} className="kling-crop-shape">
            <input
              className="kling-segment-input"
              type="radio"
              name={name}
              form=""
              value={id}
              checked={id === value}
              disabled={!isReachable}
              aria-describedby={isReachable ? undefined : noteId}
              onChange={() => onValueChange(id)}
            />
            <span className="kling-crop-shape-text">
              <span
                className="kling-crop-shape-drawing"
                aria-hidden="true"
                style={{ aspectRatio: ratio, [ratio > 1 ? "inlineSize" : "blockSize"]: 16 }}
              />
              {toShapeName(id, labels)}
            </span>
          </label>
        ))}
      </div>
      {tooLarge.length > 0 ? (
        <span className="kling-hint" id={noteId}>
          {labels.cropShapesTooSmall(
            tooLarge.map(({ id }) => toShapeName(id, labels)),
            FRAME_MIN_SIDE_PX,
          )}
        </span>
      ) : null}
    </div>
  );
}

function toShapeName(id: CropShapeId, labels: Labels): string {
  switch (id) {
    case "wanted":
      return labels.cropShapeWanted;
    case "original":
      return labels.cropShapeOriginal;
    case "widest":
      return labels.cropShapeWidest;
    case "tallest":
      return labels.cropShapeTallest;
    case "16:9":
    case "4:3":
    case "1:1":
    case "3:4":
    case "9:16":
      return id;
  }
}
