"use client";

import type { Labels } from "../locales/Labels.js";
import { CropStageBox } from "./CropStageBox.js";
import type { CropView } from "./CropView.js";
import type { ShownPicture } from "./showPicture.js";
import type { CropCut } from "./toCropCut.js";
import { toCropStep, type CropStep } from "./toCropStep.js";
import { useCropArea } from "./useCropArea.js";

interface CropStageProps {
  picture: ShownPicture;
  cut: CropCut;
  hintId: string;
  onViewChange: (change: (view: CropView) => CropView) => void;
  onStep: (step: CropStep) => void;
  labels: Labels;
}

/** The picture and the area on it, as soon as they are loaded. */
export function CropStage(props: CropStageProps) {
  const { picture, cut, hintId, onViewChange, onStep, labels } = props;
  const state = useCropArea();
  switch (state.status) {
    case "loading":
      return (
        <CropStageBox picture={picture}>
          <p className="kling-crop-stage-text">{labels.cropOpening}</p>
        </CropStageBox>
      );
    case "failed":
      return (
        <p className="kling-error" role="alert">
          {labels.cropNotLoaded}
        </p>
      );
    case "loaded":
      return (
        <CropStageBox picture={picture}>
          <state.CropArea
            url={picture.url}
            ratio={cut.shape.ratio}
            view={cut.view}
            zoomMax={cut.zoomMax}
            onViewChange={onViewChange}
            // The arrow keys of a screen reader come through to an application.
            role="application"
            aria-label={labels.cropArea}
            aria-describedby={hintId}
            onKeyDown={(event) => {
              const step = toCropStep(event);
              if (step === null) return;
              event.preventDefault();
              onStep(step);
            }}
          />
        </CropStageBox>
      );
  }
}
