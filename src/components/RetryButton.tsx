"use client";

import { useReached } from "../hooks/useReached.js";
import type { Labels } from "../locales/Labels.js";
import { Countdown } from "./Countdown.js";

interface RetryButtonProps {
  /** Until when the server asked to wait, in ms since the epoch; `null`: no need to. */
  notBefore: number | null;
  price: string;
  /** `"strong"` where it is the first of the next steps. */
  variant: "strong" | undefined;
  onRetry: () => void;
  labels: Labels;
}

/** Sends the same again, at the price on it; counts down first where the server asked for time. */
export function RetryButton({ notBefore, price, variant, onRetry, labels }: RetryButtonProps) {
  const isReady = useReached(notBefore);
  return (
    <button
      type="button"
      className="kling-button"
      data-variant={variant}
      aria-disabled={!isReady}
      onClick={() => isReady && onRetry()}
    >
      {isReady || notBefore === null ? (
        labels.tryAgain(price)
      ) : (
        <Countdown until={notBefore} format={labels.tryAgainIn} />
      )}
    </button>
  );
}
