"use client";

import type { Labels } from "../locales/Labels.js";
import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";
import type { GenerationWithoutVideo } from "./GenerationWithoutVideo.js";
import { RetryButton } from "./RetryButton.js";
import { toRetryAt } from "./toRetryAt.js";

interface FailureActionsProps {
  generation: GenerationWithoutVideo;
  /** Of sending it once more. */
  price: string;
  onRetry: (() => void) | undefined;
  onSendAgain: (() => void) | undefined;
  onCheck: (() => void) | undefined;
  onDismiss: (() => void) | undefined;
  labels: Labels;
}

/** What fal may still hand over is asked for again; paying once more would be the wrong advice. */
const CHECKABLE_CODES: readonly KlingVideoErrorCode[] = ["result-unreadable", "not-found"];

/** The next steps after a generation without a video: two at most, and Dismiss. */
export function FailureActions({
  generation,
  price,
  onRetry,
  onSendAgain,
  onCheck,
  onDismiss,
  labels,
}: FailureActionsProps) {
  return (
    <div className="kling-actions">
      {onCheck && canCheck(generation) ? (
        <button
          type="button"
          className="kling-button"
          data-variant="strong"
          onClick={() => onCheck()}
        >
          {labels.checkAgain}
        </button>
      ) : null}
      {onRetry && canRetry(generation) ? (
        <RetryButton
          notBefore={toRetryAt(generation)}
          price={price}
          onRetry={onRetry}
          labels={labels}
        />
      ) : null}
      {onSendAgain && generation.status === "unconfirmed" ? (
        <button
          type="button"
          className="kling-button"
          data-variant={onCheck ? undefined : "strong"}
          onClick={() => onSendAgain()}
        >
          {labels.sendAgain(price)}
        </button>
      ) : null}
      {onDismiss ? (
        <button type="button" className="kling-button" onClick={() => onDismiss()}>
          {labels.dismiss}
        </button>
      ) : null}
    </div>
  );
}

function canCheck(generation: GenerationWithoutVideo): boolean {
  switch (generation.status) {
    case "unconfirmed":
      return true;
    case "failed":
      return CHECKABLE_CODES.includes(generation.error.code);
    case "canceled":
      return false;
  }
}

function canRetry(generation: GenerationWithoutVideo): boolean {
  return generation.status === "failed" && generation.error.retryable && !canCheck(generation);
}
