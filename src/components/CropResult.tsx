"use client";

import type { PixelArea } from "../frames/cropFrame.js";
import type { Labels } from "../locales/Labels.js";
import type { ShownPicture } from "./showPicture.js";

interface CropResultProps {
  picture: ShownPicture;
  area: PixelArea;
  /** CSS color under transparent pixels. */
  background: string;
  labels: Labels;
}

/** Just the pixels that will be sent, and how many they are. */
export function CropResult({ picture, area, background, labels }: CropResultProps) {
  const toPercent = (pixels: number, of: number) => `${(pixels / of) * 100}%`;
  const ratio = area.width / area.height;
  return (
    <figure className="kling-crop-result">
      <figcaption className="kling-field-head">
        <span className="kling-label">{labels.cropResult}</span>{" "}
        <span className="kling-hint kling-number">{labels.cropSize(area.width, area.height)}</span>
      </figcaption>
      <div className="kling-crop-result-ground">
        <div
          className="kling-crop-result-box"
          style={{
            position: "relative",
            overflow: "hidden",
            padding: 0,
            aspectRatio: ratio,
            inlineSize: `min(100%, ${ratio} * var(--kling-crop-result-height, 132px))`,
            // As it is drawn: a color that is none is ignored, and what it lets through lies on white.
            backgroundColor: "white",
            backgroundImage: `linear-gradient(${background}, ${background})`,
          }}
        >
          <img
            className="kling-crop-result-picture"
            src={picture.url}
            alt=""
            draggable={false}
            style={{
              position: "absolute",
              minInlineSize: 0,
              minBlockSize: 0,
              maxInlineSize: "none",
              maxBlockSize: "none",
              margin: 0,
              padding: 0,
              border: 0,
              borderRadius: 0,
              objectFit: "fill",
              width: toPercent(picture.width, area.width),
              height: toPercent(picture.height, area.height),
              left: toPercent(-area.x, area.width),
              top: toPercent(-area.y, area.height),
            }}
          />
        </div>
      </div>
    </figure>
  );
}
