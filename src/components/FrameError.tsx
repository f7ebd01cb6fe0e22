"use client";

import type { RefObject } from "react";
import type { Labels } from "../locales/Labels.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { FieldError } from "./FieldError.js";
import { useFocusFallback } from "./useFocusFallback.js";

interface FrameErrorProps {
  id: string;
  error: KlingVideoError;
  labels: Labels;
  /** Starts a failed upload again; left out where that would not help. */
  onRetry: (() => void) | undefined;
  /** Takes the focus when the button goes while it has it. */
  focusFallbackRef: RefObject<HTMLElement | null>;
}

/** What is wrong with a frame, and the way to try its upload again. */
export function FrameError({ id, error, labels, onRetry, focusFallbackRef }: FrameErrorProps) {
  const retryRef = useFocusFallback(focusFallbackRef);
  const isWanted = error.code === "upload-canceled";
  return (
    <FieldError id={id} error={error} labels={labels} isAlert={!isWanted}>
      {onRetry ? (
        <button type="button" className="kling-button" ref={retryRef} onClick={onRetry}>
          {labels.retryUpload}
        </button>
      ) : null}
    </FieldError>
  );
}
