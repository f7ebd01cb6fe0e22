"use client";

import { Minus, Plus } from "lucide-react";
import { useId } from "react";
import type { Labels } from "../locales/Labels.js";
import { CropButton } from "./CropButton.js";
import { CROP_ZOOM_FACTOR } from "./toCropStep.js";

interface CropZoomProps {
  value: number;
  max: number;
  onValueChange: (zoom: number) => void;
  labels: Labels;
}

const SLIDER_STEP = 0.05;

/** How near the picture is, as a slider with a button at each end. */
export function CropZoom({ value, max, onValueChange, labels }: CropZoomProps) {
  const id = useId();
  return (
    <div className="kling-crop-tool" data-grows="">
      <label className="kling-label" htmlFor={id}>
        {labels.cropZoom}
      </label>
      <div className="kling-crop-zoom">
        <CropButton
          name={labels.cropZoomOut}
          isBlocked={value <= 1}
          onPress={() => onValueChange(value / CROP_ZOOM_FACTOR)}
        >
          <Minus className="kling-icon" />
        </CropButton>
        <input
          className="kling-range"
          id={id}
          type="range"
          form=""
          min={1}
          max={max}
          step={SLIDER_STEP}
          value={value}
          disabled={max < 1 + SLIDER_STEP}
          aria-valuetext={labels.cropZoomPercent(Math.round(value * 100))}
          onChange={({ target }) => {
            // The last step is seldom a whole one.
            const isLast = target.valueAsNumber + SLIDER_STEP > max;
            onValueChange(isLast ? max : target.valueAsNumber);
          }}
        />
        <CropButton
          name={labels.cropZoomIn}
          isBlocked={value >= max}
          onPress={() => onValueChange(value * CROP_ZOOM_FACTOR)}
        >
          <Plus className="kling-icon" />
        </CropButton>
      </div>
    </div>
  );
}
