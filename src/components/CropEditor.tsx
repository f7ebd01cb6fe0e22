"use client";

import type { Labels } from "../locales/Labels.js";
import { CropMoves } from "./CropMoves.js";
import { CropResult } from "./CropResult.js";
import { CropShapes } from "./CropShapes.js";
import { CropStage } from "./CropStage.js";
import { moveView, zoomView } from "./CropView.js";
import { CropZoom } from "./CropZoom.js";
import type { ShownPicture } from "./showPicture.js";
import type { CropChoice, CropCut } from "./toCropCut.js";
import type { CropStep } from "./toCropStep.js";

interface CropEditorProps {
  picture: ShownPicture;
  cut: CropCut;
  onChange: (change: (choice: CropChoice) => CropChoice) => void;
  /** CSS color under transparent pixels. */
  background: string;
  hintId: string;
  labels: Labels;
}

/** The picture, its part, and every way to change it. */
export function CropEditor(props: CropEditorProps) {
  const { picture, cut, onChange, background, hintId, labels } = props;
  const take = (step: CropStep) => {
    const view =
      step.kind === "move"
        ? moveView(cut.view, step, picture, cut.shape.ratio)
        : zoomView(cut.view, cut.view.zoom * step.factor);
    onChange((choice) => ({ ...choice, view }));
  };
  return (
    <div className="kling-crop-editor">
      <div className="kling-crop-main">
        <CropStage
          picture={picture}
          cut={cut}
          hintId={hintId}
          onViewChange={(change) =>
            onChange((choice) => {
              const view = change(choice.view);
              return view === choice.view ? choice : { ...choice, view };
            })
          }
          onStep={take}
          labels={labels}
        />
        <div className="kling-crop-tools">
          <CropZoom
            value={cut.view.zoom}
            max={cut.zoomMax}
            onValueChange={(zoom) => take({ kind: "zoom", factor: zoom / cut.view.zoom })}
            labels={labels}
          />
          <CropMoves area={cut.area} picture={picture} onMove={take} labels={labels} />
        </div>
      </div>
      <div className="kling-crop-side">
        <CropResult picture={picture} area={cut.area} background={background} labels={labels} />
        <CropShapes
          shapes={cut.shapes}
          value={cut.shape.id}
          onValueChange={(shapeId) => onChange((choice) => ({ ...choice, shapeId }))}
          labels={labels}
        />
      </div>
    </div>
  );
}
