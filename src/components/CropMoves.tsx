"use client";

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import { useId } from "react";
import type { PixelArea } from "../frames/cropFrame.js";
import type { Labels } from "../locales/Labels.js";
import type { PixelSize } from "../model/frame.js";
import { CropButton } from "./CropButton.js";

interface CropMovesProps {
  area: PixelArea;
  picture: PixelSize;
  onMove: (right: number, down: number) => void;
  labels: Labels;
}

/** What dragging does, by buttons. */
export function CropMoves({ area, picture, onMove, labels }: CropMovesProps) {
  const id = useId();
  const isAtRight = area.x + area.width >= picture.width;
  const isAtBottom = area.y + area.height >= picture.height;
  return (
    <div className="kling-field">
      <span className="kling-label" id={id}>
        {labels.cropMove}
      </span>
      {/* Left is left in every script. */}
      <div className="kling-crop-moves" role="group" aria-labelledby={id} dir="ltr">
        <CropButton
          name={labels.cropMoveLeft}
          isBlocked={area.x <= 0}
          onPress={() => onMove(-1, 0)}
        >
          <ArrowLeft className="kling-icon" />
        </CropButton>
        <CropButton name={labels.cropMoveUp} isBlocked={area.y <= 0} onPress={() => onMove(0, -1)}>
          <ArrowUp className="kling-icon" />
        </CropButton>
        <CropButton name={labels.cropMoveDown} isBlocked={isAtBottom} onPress={() => onMove(0, 1)}>
          <ArrowDown className="kling-icon" />
        </CropButton>
        <CropButton name={labels.cropMoveRight} isBlocked={isAtRight} onPress={() => onMove(1, 0)}>
          <ArrowRight className="kling-icon" />
        </CropButton>
      </div>
    </div>
  );
}
