"use client";

import type { Labels } from "../locales/Labels.js";
import { canCheck } from "./canCheck.js";
import type { GenerationWithoutVideo } from "./GenerationWithoutVideo.js";
import { RetryButton } from "./RetryButton.js";
import { toRetryAt } from "../hooks/toRetryAt.js";
import { useCanSendAgain } from "./useCanSendAgain.js";

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
  const canSendAgain = useCanSendAgain(generation);
  const mayCheck = onCheck !== undefined && canCheck(generation);
  return (
    <div className="kling-actions">
      {mayCheck ? (
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
          variant={mayCheck ? undefined : "strong"}
          onRetry={onRetry}
          labels={labels}
        />
      ) : null}
      {onSendAgain && canSendAgain ? (
        <button
          type="button"
          className="kling-button"
          data-variant={mayCheck ? undefined : "strong"}
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

/** What may have been paid for is asked for again; paying once more would be the wrong advice. */
function canRetry(generation: GenerationWithoutVideo): boolean {
  if (generation.status !== "failed" || !generation.error.retryable) return false;
  return generation.error.charged === "no" || generation.requestId === undefined;
}
