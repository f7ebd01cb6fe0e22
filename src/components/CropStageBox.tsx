"use client";

import type { ReactNode } from "react";
import type { PixelSize } from "../model/frame.js";

interface CropStageBoxProps {
  /** Not known yet: the most usual shape. */
  picture: PixelSize | null;
  children: ReactNode;
}

/** The ground of the picture, as high as the picture needs; it has a height without our stylesheet, too. */
export function CropStageBox({ picture, children }: CropStageBoxProps) {
  return (
    <div
      className="kling-crop-stage"
      style={{
        position: "relative",
        inlineSize: "100%",
        aspectRatio: picture ? picture.width / picture.height : 16 / 9,
        minBlockSize: "clamp(160px, 34cqi, 270px)",
        maxBlockSize: "var(--kling-crop-height, min(50vh, 440px))",
      }}
    >
      {children}
    </div>
  );
}
