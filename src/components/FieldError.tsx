"use client";

import type { ReactNode } from "react";
import type { Labels } from "../locales/Labels.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { toErrorText } from "./toErrorText.js";

interface FieldErrorProps {
  /** Tied to its control by `aria-describedby`. */
  id: string;
  error: KlingVideoError;
  labels: Labels;
  /** Whether it is said at once: a failure, not a hint while typing. */
  isAlert?: boolean;
  /** The next step, as a button. */
  children?: ReactNode;
}

/** What is wrong with a field, right under it. */
export function FieldError({ id, error, labels, isAlert = true, children }: FieldErrorProps) {
  const { message, hint } = toErrorText(error, labels);
  return (
    <div className="kling-field-error" data-code={error.code} role={isAlert ? "alert" : undefined}>
      <p className="kling-error" id={id}>
        {message} {hint ? <span className="kling-error-hint">{hint}</span> : null}
      </p>
      {children}
    </div>
  );
}
