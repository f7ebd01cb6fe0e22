"use client";

import type { CSSProperties } from "react";
import type { Labels } from "../locales/Labels.js";
import type { CropView } from "./CropView.js";
import type { OpenPicture } from "./openPicture.js";
import type { CropCut } from "./toCropCut.js";
import { toCropStep, type CropStep } from "./toCropStep.js";
import { useCropArea } from "./useCropArea.js";

interface CropStageProps {
  picture: OpenPicture;
  cut: CropCut;
  hintId: string;
  onViewChange: (change: (view: CropView) => CropView) => void;
  onStep: (step: CropStep) => void;
  labels: Labels;
}

/** Without a height of its own there would be nothing to drag in. */
export const CROP_STAGE_STYLE: CSSProperties = {
  position: "relative",
  blockSize: "var(--kling-crop-height, clamp(180px, 52vh, 440px))",
};

/** The picture and the area on it, as soon as they are loaded. */
export function CropStage(props: CropStageProps) {
  const { picture, cut, hintId, onViewChange, onStep, labels } = props;
  const state = useCropArea();
  switch (state.status) {
    case "loading":
      return (
        <div className="kling-crop-stage" style={CROP_STAGE_STYLE}>
          <p className="kling-crop-stage-text">{labels.cropOpening}</p>
        </div>
      );
    case "failed":
      return (
        <p className="kling-error" role="alert">
          {labels.cropNotLoaded}
        </p>
      );
    case "loaded":
      return (
        <div className="kling-crop-stage" style={CROP_STAGE_STYLE}>
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
        </div>
      );
  }
}
