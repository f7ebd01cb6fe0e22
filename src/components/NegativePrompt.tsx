"use client";

import { useId } from "react";
import type { Labels } from "../locales/Labels.js";
import { INPUT_DEFAULTS } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { cx } from "./cx.js";
import { FieldError } from "./FieldError.js";
import { FieldHead } from "./FieldHead.js";

interface NegativePromptProps {
  value: string;
  onValueChange: (value: string) => void;
  error: KlingVideoError | null;
  isDisabled: boolean;
  labels: Labels;
}

/** What the video must not show. Left empty, the model uses the words of the placeholder. */
export function NegativePrompt(props: NegativePromptProps) {
  const { value, onValueChange, error, isDisabled, labels } = props;
  const id = useId();
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  return (
    <div className="kling-field">
      <FieldHead
        label={labels.negativePrompt}
        hint={labels.negativePromptHint}
        ids={{ input: id, hint: hintId }}
      />
      <textarea
        className="kling-textbox kling-negative-prompt"
        id={id}
        dir="auto"
        rows={2}
        form=""
        value={value}
        placeholder={INPUT_DEFAULTS.negative_prompt}
        disabled={isDisabled}
        aria-describedby={cx(hintId, error && errorId)}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onValueChange(event.target.value)}
      />
      {error ? <FieldError id={errorId} error={error} labels={labels} isAlert={false} /> : null}
    </div>
  );
}
