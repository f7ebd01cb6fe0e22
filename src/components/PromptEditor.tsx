"use client";

import { forwardRef, memo, useId, type ComponentPropsWithoutRef } from "react";
import type { KlingVideoConfig } from "../hooks/KlingVideoContext.js";
import { useLabels } from "../hooks/useLabels.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { PROMPT_MAX_LENGTH } from "../model/limits.js";
import { promptLength, validatePrompt } from "../model/validateInput.js";
import { cx } from "./cx.js";
import { FieldError } from "./FieldError.js";
import { FieldHead } from "./FieldHead.js";
import { isSubmitKey } from "./isSubmitKey.js";

/** Props of `PromptEditor`. */
export interface PromptEditorProps
  extends Omit<ComponentPropsWithoutRef<"section">, "onSubmit">, Pick<KlingVideoConfig, "labels"> {
  /** The prompt. */
  value: string;
  /** Called with the whole text on every change; nothing is ever cut. */
  onValueChange: (value: string) => void;
  /** Called on Cmd+Enter and Ctrl+Enter. */
  onSubmit?: (() => void) | undefined;
  /** Name of the field. @default "Prompt" */
  label?: string | undefined;
  /** One line beside the name. @default "Describe the motion, not the picture" */
  hint?: string | undefined;
  /** Shown while the prompt is empty. */
  placeholder?: string | undefined;
  /** What is wrong with the prompt, where that is known outside. */
  error?: KlingVideoError | null | undefined;
  /** Whether the prompt cannot be changed now. @default false */
  isDisabled?: boolean | undefined;
}

/**
 * The field for the prompt, with a counter in characters as people count them. A prompt that is
 * too long is marked and stays as it was typed. Children stand in its foot, beside the counter.
 *
 * Renders a `<section>` with a labeled `<textarea>`.
 */
export const PromptEditor = memo(
  forwardRef<HTMLElement, PromptEditorProps>(function PromptEditor(props, ref) {
    const {
      value,
      onValueChange,
      onSubmit,
      label,
      hint,
      placeholder,
      error,
      isDisabled = false,
      labels: ownLabels,
      className,
      children,
      ...rest
    } = props;
    const labels = useLabels(ownLabels);
    const length = promptLength(value);
    const isTooLong = length > PROMPT_MAX_LENGTH;
    const shownError = error ?? (isTooLong ? validatePrompt(value) : null);

    const id = useId();
    const [inputId, hintId, countId, errorId] = [
      `${id}-input`,
      `${id}-hint`,
      `${id}-count`,
      `${id}-error`,
    ];

    return (
      <section {...rest} ref={ref} className={cx("kling kling-field kling-prompt", className)}>
        <FieldHead
          label={label ?? labels.prompt}
          hint={hint ?? labels.promptHint}
          ids={{ input: inputId, hint: hintId }}
        />
        <div className="kling-prompt-box" data-invalid={shownError ? "" : undefined}>
          <textarea
            className="kling-prompt-input"
            id={inputId}
            dir="auto"
            rows={3}
            // Belongs to no form of the host's: it is neither sent nor reset with one.
            form=""
            value={value}
            placeholder={placeholder}
            disabled={isDisabled}
            aria-describedby={cx(hintId, countId, shownError && errorId)}
            aria-invalid={shownError ? true : undefined}
            onChange={(event) => onValueChange(event.target.value)}
            onKeyDown={(event) => {
              if (!onSubmit || !isSubmitKey(event)) return;
              event.preventDefault();
              onSubmit();
            }}
          />
          <span className="kling-ring" aria-hidden="true" />
          <div className="kling-prompt-foot">
            {children}
            <span
              className="kling-prompt-count kling-number"
              id={countId}
              data-over={isTooLong ? "" : undefined}
            >
              {labels.promptCount(length, PROMPT_MAX_LENGTH)}
            </span>
          </div>
        </div>
        {shownError ? (
          // While one types, the count changes with each key: that is not an alert each time.
          <FieldError id={errorId} error={shownError} labels={labels} isAlert={Boolean(error)} />
        ) : null}
      </section>
    );
  }),
);
