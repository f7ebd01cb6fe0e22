"use client";

import { useEffect, useState } from "react";

/** A timer of more than 24.8 days would fire at once. Nobody keeps a page open for as long. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * Whether a moment has come. It renders once when it comes, not every second.
 *
 * @param at in ms since the epoch; `null`: there is nothing to wait for
 */
export function useReached(at: number | null): boolean {
  const [reachedAt, setReachedAt] = useState<number>();
  useEffect(() => {
    if (at === null) return;
    const waitMs = Math.min(TIMER_MAX_MS, Math.max(0, at - Date.now()));
    const timer = setTimeout(() => setReachedAt(at), waitMs);
    return () => clearTimeout(timer);
  }, [at]);
  return at === null || reachedAt === at;
}
