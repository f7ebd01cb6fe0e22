"use client";

import type { Labels } from "../locales/Labels.js";

interface FrameWordsProps {
  /** Whether the tile holds a picture. */
  isFilled: boolean;
  /** Whether a picture is being read and prepared. */
  isChecking: boolean;
  isDragActive: boolean;
  label: string;
  /** What the frame should be, in a few words. */
  hint: string;
  ids: { input: string; about: string };
  labels: Labels;
}

/** The words in a tile: what an empty one wants, or what a click on a filled one does. */
export function FrameWords(props: FrameWordsProps) {
  const { isFilled, isChecking, isDragActive, label, hint, ids, labels } = props;
  const filledWords = isDragActive ? labels.frameDropHere : labels.frameReplace;
  if (isFilled) {
    return (
      <>
        <label className="kling-visually-hidden" htmlFor={ids.input}>
          {label}
        </label>
        <span
          className="kling-frame-replace"
          data-shown={isChecking ? "" : undefined}
          aria-hidden="true"
        >
          {isChecking ? labels.framePreparing : filledWords}
        </span>
      </>
    );
  }
  return (
    <span className="kling-frame-wish">
      <label className="kling-frame-title" htmlFor={ids.input}>
        {label}
      </label>
      <span className="kling-frame-line">
        {isChecking ? labels.framePreparing : isDragActive ? labels.frameDropHere : labels.frameHow}
      </span>
      <span className="kling-frame-line" id={ids.about}>
        {hint}
      </span>
    </span>
  );
}
