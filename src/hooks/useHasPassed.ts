"use client";

import { useEffect, useState } from "react";

/**
 * Whether so much time has passed since `key` came. It renders once when it has, not every second.
 *
 * @param ms `null`: it never passes
 */
export function useHasPassed(key: string, ms: number | null): boolean {
  const [passedKey, setPassedKey] = useState<string>();
  useEffect(() => {
    if (ms === null) return;
    const timer = setTimeout(() => setPassedKey(key), ms);
    return () => clearTimeout(timer);
  }, [key, ms]);
  return ms !== null && passedKey === key;
}
