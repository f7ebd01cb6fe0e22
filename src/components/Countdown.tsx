"use client";

import { useNow } from "../hooks/useNow.js";

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
  return <>{format(Math.max(1, Math.floor((until - now) / 1000)))}</>;
}
