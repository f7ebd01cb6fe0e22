"use client";

import { useEffect, useState } from "react";

/**
 * Whether a moment has come. It renders once when it comes, not every second.
 *
 * @param at in ms since the epoch; `null`: there is nothing to wait for
 */
export function useReached(at: number | null): boolean {
  const [reachedAt, setReachedAt] = useState<number>();
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(() => setReachedAt(at), Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  return at === null || reachedAt === at;
}
