"use client";

import { useId } from "react";
import type { Labels } from "../locales/Labels.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { CFG_SCALE_MAX, CFG_SCALE_MIN } from "../model/limits.js";
import { cx } from "./cx.js";
import { FieldError } from "./FieldError.js";
import { FieldHead } from "./FieldHead.js";

interface GuidanceSliderProps {
  value: number;
  onValueChange: (value: number) => void;
  error: KlingVideoError | null;
  isDisabled: boolean;
  labels: Labels;
}

/** Finer steps are not to be told apart in a video. */
const GUIDANCE_STEP = 0.05;

/** How closely the model sticks to the prompt, with the number beside it. */
export function GuidanceSlider(props: GuidanceSliderProps) {
  const { value, onValueChange, error, isDisabled, labels } = props;
  const id = useId();
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  return (
    <div className="kling-field">
      <FieldHead
        label={labels.guidance}
        hint={labels.guidanceHint}
        ids={{ input: id, hint: hintId }}
      />
      <div className="kling-guidance">
        <input
          className="kling-range"
          id={id}
          type="range"
          form=""
          min={CFG_SCALE_MIN}
          max={CFG_SCALE_MAX}
          step={GUIDANCE_STEP}
          value={value}
          disabled={isDisabled}
          aria-describedby={cx(hintId, error && errorId)}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onValueChange(event.target.valueAsNumber)}
        />
        <span className="kling-guidance-value kling-number" aria-hidden="true">
          {toNumber(value, labels.locale)}
        </span>
      </div>
      {error ? <FieldError id={errorId} error={error} labels={labels} /> : null}
    </div>
  );
}

function toNumber(value: number, locale: string): string {
  return value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
