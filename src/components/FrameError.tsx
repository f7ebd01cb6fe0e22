"use client";

import type { RefObject } from "react";
import type { Labels } from "../locales/Labels.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { ButtonWords } from "./ButtonWords.js";
import { FieldError } from "./FieldError.js";
import { useFocusFallback } from "./useFocusFallback.js";

interface FrameErrorProps {
  id: string;
  error: KlingVideoError;
  /** The frame's own name. */
  label: string;
  labels: Labels;
  /** Starts a failed upload again; left out where that would not help. */
  onRetry: (() => void) | undefined;
  /** Opens the crop view; left out where that would not help. */
  onCrop: (() => void) | undefined;
  /** Takes the focus when a button goes while it has it. */
  focusFallbackRef: RefObject<HTMLElement | null>;
}

/** What is wrong with a frame, and the next step. */
export function FrameError(props: FrameErrorProps) {
  const { id, error, label, labels, onRetry, onCrop, focusFallbackRef } = props;
  const buttonsRef = useFocusFallback(focusFallbackRef);
  const isWanted = error.code === "upload-canceled";
  return (
    <FieldError id={id} error={error} labels={labels} isAlert={!isWanted}>
      {onRetry || onCrop ? (
        <span className="kling-actions" ref={buttonsRef}>
          {onCrop ? (
            <button type="button" className="kling-button" onClick={onCrop}>
              <ButtonWords short={labels.frameCrop} full={labels.frameCropName(label)} />
            </button>
          ) : null}
          {onRetry ? (
            <button type="button" className="kling-button" onClick={onRetry}>
              <ButtonWords short={labels.retryUpload} full={labels.retryUploadName(label)} />
            </button>
          ) : null}
        </span>
      ) : null}
    </FieldError>
  );
}
