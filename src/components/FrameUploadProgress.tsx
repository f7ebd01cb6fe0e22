"use client";

import type { RefObject } from "react";
import type { Labels } from "../locales/Labels.js";
import { ButtonWords } from "./ButtonWords.js";
import { useFocusFallback } from "./useFocusFallback.js";

interface FrameUploadProgressProps {
  /** 0…1, or `null` where nobody knows. */
  progress: number | null;
  /** The frame's own name. */
  label: string;
  labels: Labels;
  onCancel: () => void;
  /** Takes the focus when the upload ends while it is on Cancel. */
  focusFallbackRef: RefObject<HTMLElement | null>;
}

/** How far the upload of a frame is, over its picture. */
export function FrameUploadProgress({
  progress,
  label,
  labels,
  onCancel,
  focusFallbackRef,
}: FrameUploadProgressProps) {
  const boxRef = useFocusFallback(focusFallbackRef);
  return (
    <div className="kling-frame-upload" ref={boxRef}>
      <span className="kling-frame-upload-text kling-number">{toWords(progress, labels)}</span>
      <button type="button" className="kling-button kling-frame-cancel" onClick={onCancel}>
        <ButtonWords short={labels.cancelUpload} full={labels.cancelUploadName(label)} />
      </button>
      <progress
        className="kling-bar kling-frame-bar"
        aria-label={labels.frameUploading}
        max={1}
        value={progress === null || progress >= 1 ? undefined : progress}
      />
    </div>
  );
}

function toWords(progress: number | null, labels: Labels): string {
  if (progress === null) return labels.frameUploading;
  if (progress >= 1) return labels.frameFinishing;
  return labels.frameUploadingPercent(Math.floor(progress * 100));
}
