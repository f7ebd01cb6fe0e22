"use client";

import { useContext, type ReactNode } from "react";
import { StageContext } from "./StageContext.js";
import { StageGround } from "./StageGround.js";
import { toStageStyle } from "./toStageStyle.js";
import { useStagePicture, type StagePicture } from "./useStagePicture.js";

interface StageBoxProps {
  picture: StagePicture;
  children?: ReactNode;
}

/**
 * A box in the shape of the start frame, with the start frame as its ground. Inside of a
 * `GenerationStage` it lies, without a ground of its own, on that one's picture.
 */
export function StageBox({ picture, children }: StageBoxProps) {
  const isOnStage = useContext(StageContext);
  const decoded = useStagePicture(isOnStage ? null : picture);
  return (
    <div className="kling-stage-box" style={toStageStyle(decoded)}>
      {isOnStage ? null : <StageGround picture={decoded} />}
      {children}
    </div>
  );
}
