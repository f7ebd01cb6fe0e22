"use client";

import type { Labels } from "../locales/Labels.js";
import { ElapsedTime } from "./ElapsedTime.js";
import type { ProgressWords } from "./toProgressWords.js";

interface ProgressOverlayProps {
  words: ProgressWords;
  submittedAt: number;
  onCheck: (() => void) | undefined;
  labels: Labels;
}

/** The words over the picture: one sentence, one bar without a number, and the true time. */
export function ProgressOverlay({ words, submittedAt, onCheck, labels }: ProgressOverlayProps) {
  return (
    <div className="kling-stage-overlay">
      <p className="kling-stage-title">{words.title}</p>
      <progress className="kling-bar kling-stage-bar" aria-label={words.title} />
      <p className="kling-stage-detail">
        {words.detail ? <span className="kling-progress-fact">{words.detail}</span> : null}
        <ElapsedTime since={submittedAt} format={labels.progressElapsed} />
      </p>
      {onCheck ? (
        <button type="button" className="kling-button" onClick={() => onCheck()}>
          {labels.checkAgain}
        </button>
      ) : null}
    </div>
  );
}
