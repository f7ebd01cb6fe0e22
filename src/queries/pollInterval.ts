/** When a query was last answered, and why it was not since. */
export interface PollState {
  /** Ms since the epoch; 0: never. */
  dataUpdatedAt: number;
  /** Ms since the epoch of the last failure. */
  errorUpdatedAt: number;
  /** Failures so far. */
  errorUpdateCount: number;
  error: { retryAfterMs?: number | undefined } | null;
}

const FAILED_MIN_MS = 1_000;
const FAILED_MAX_MS = 30_000;
const HIDDEN_MS = 30_000;
/** Longer nobody is kept waiting; a timer of more than 24.8 days would fire at once. */
const ASKED_MAX_MS = 5 * 60_000;

/**
 * How long to wait before the next look, in ms. The longer it has gone badly, the longer the wait,
 * up to 30 s; nobody is watching a hidden tab. It is computed from the query's state alone, so that
 * it is the same however often it is asked.
 *
 * @param liveMs the wait while all is well and somebody watches
 */
export function pollInterval(state: PollState, liveMs: number, isHidden: boolean): number {
  const base = isHidden ? HIDDEN_MS : liveMs;
  if (!state.error || state.errorUpdatedAt < state.dataUpdatedAt) return base;
  const { retryAfterMs } = state.error;
  const wait =
    retryAfterMs === undefined
      ? withJitter(backoff(state), state.errorUpdatedAt)
      : Math.min(ASKED_MAX_MS, retryAfterMs);
  return Math.max(wait, isHidden ? HIDDEN_MS : 0);
}

/** Half the time since the last answer: each wait is half as long again as the one before. */
function backoff({ dataUpdatedAt, errorUpdatedAt, errorUpdateCount }: PollState): number {
  const wait =
    dataUpdatedAt === 0
      ? FAILED_MIN_MS * 1.5 ** errorUpdateCount
      : (errorUpdatedAt - dataUpdatedAt) / 2;
  return Math.min(FAILED_MAX_MS, Math.max(FAILED_MIN_MS, wait));
}

/** Up to a fifth less, so that many pages do not ask in step; the same for the same failure. */
function withJitter(waitMs: number, seed: number): number {
  return Math.round(waitMs * (1 - (seed % 1000) / 5000));
}

/** Whether nobody can see the page. */
export function isPageHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}
