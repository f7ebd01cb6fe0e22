"use client";

import { useNow } from "../hooks/useNow.js";
import { formatElapsed } from "./formatElapsed.js";

interface ElapsedTimeProps {
  /** In ms since the epoch. */
  since: number;
  /** Puts the time into a sentence. */
  format: (time: string) => string;
}

/** Time that ticks, alone, so that nothing else renders every second. */
export function ElapsedTime({ since, format }: ElapsedTimeProps) {
  const now = useNow();
  if (now === null) return null;
  return <span className="kling-progress-time">{format(formatElapsed(now - since))}</span>;
}
