"use client";

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import { useId } from "react";
import type { PixelArea } from "../frames/cropFrame.js";
import type { Labels } from "../locales/Labels.js";
import type { PixelSize } from "../model/frame.js";
import { CropButton } from "./CropButton.js";
import type { CropStep } from "./toCropStep.js";

/** In shares of the area's longer side. */
const STEP = 0.05;

interface CropMovesProps {
  area: PixelArea;
  picture: PixelSize;
  onMove: (step: CropStep) => void;
  labels: Labels;
}

/** What dragging does, by buttons. */
export function CropMoves({ area, picture, onMove, labels }: CropMovesProps) {
  const id = useId();
  const move = (right: number, down: number) => onMove({ kind: "move", right, down });
  const isAtRight = area.x + area.width >= picture.width;
  const isAtBottom = area.y + area.height >= picture.height;
  return (
    <div className="kling-crop-tool">
      <span className="kling-label" id={id}>
        {labels.cropMove}
      </span>
      {/* Left is left in every script. */}
      <div className="kling-crop-moves" role="group" aria-labelledby={id} dir="ltr">
        <CropButton
          name={labels.cropMoveLeft}
          isBlocked={area.x <= 0}
          onPress={() => move(-STEP, 0)}
        >
          <ArrowLeft className="kling-icon" />
        </CropButton>
        <CropButton name={labels.cropMoveUp} isBlocked={area.y <= 0} onPress={() => move(0, -STEP)}>
          <ArrowUp className="kling-icon" />
        </CropButton>
        <CropButton name={labels.cropMoveDown} isBlocked={isAtBottom} onPress={() => move(0, STEP)}>
          <ArrowDown className="kling-icon" />
        </CropButton>
        <CropButton name={labels.cropMoveRight} isBlocked={isAtRight} onPress={() => move(STEP, 0)}>
          <ArrowRight className="kling-icon" />
        </CropButton>
      </div>
    </div>
  );
}
