"use client";

import { useId } from "react";
import type { Labels } from "../locales/Labels.js";
import { DURATIONS, type Duration } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { FieldError } from "./FieldError.js";

interface DurationChoiceProps {
  value: Duration;
  onValueChange: (value: Duration) => void;
  error: KlingVideoError | null;
  isDisabled: boolean;
  labels: Labels;
}

/** The lengths that can be bought, as one row of radio buttons. */
export function DurationChoice(props: DurationChoiceProps) {
  const { value, onValueChange, error, isDisabled, labels } = props;
  const name = useId();
  const errorId = `${name}-error`;
  return (
    <div className="kling-duration">
      <div
        className="kling-segments"
        role="radiogroup"
        aria-label={labels.duration}
        aria-describedby={error ? errorId : undefined}
        aria-invalid={error ? true : undefined}
      >
        {DURATIONS.map((duration) => (
          <label key={duration} className="kling-segment">
            <input
              className="kling-segment-input"
              type="radio"
              name={name}
              // Belongs to no form of the host's, so that Enter does not send that one.
              form=""
              value={duration}
              checked={duration === value}
              disabled={isDisabled}
              onChange={() => onValueChange(duration)}
            />
            <span className="kling-segment-text">{labels.durationChoice(duration)}</span>
          </label>
        ))}
      </div>
      {error ? <FieldError id={errorId} error={error} labels={labels} /> : null}
    </div>
  );
}
