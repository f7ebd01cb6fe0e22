"use client";

import { useNow } from "../hooks/useNow.js";
import { useReached } from "../hooks/useReached.js";
import type { Labels } from "../locales/Labels.js";

interface RetryButtonProps {
  /** Until when the server asked to wait, in ms since the epoch; `null`: no need to. */
  notBefore: number | null;
  price: string;
  onRetry: () => void;
  labels: Labels;
}

/** Sends the same again, at the price on it; counts down first where the server asked for time. */
export function RetryButton({ notBefore, price, onRetry, labels }: RetryButtonProps) {
  const isReady = useReached(notBefore);
  return (
    <button
      type="button"
      className="kling-button"
      data-variant="strong"
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

interface CountdownProps {
  /** In ms since the epoch. */
  until: number;
  /** Puts the seconds that are left into a sentence. */
  format: (seconds: number) => string;
}

/** Seconds that are left, alone, so that nothing else renders every second. */
export function Countdown({ until, format }: CountdownProps) {
  const now = useNow();
  if (now === null) return null;
  return <>{format(Math.max(1, Math.ceil((until - now) / 1000)))}</>;
}
