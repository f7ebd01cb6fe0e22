"use client";

import { useEffect, useRef, useState } from "react";

/** A listener who is told more often than this hears nothing else. */
const MIN_GAP_MS = 5000;

/**
 * What a live region says of something that changes: words that are replaced before their turn are
 * never spoken.
 *
 * @param text what is true now
 * @param alreadySaid what the same region says besides, at once: after it these words wait, too
 */
export function useSpoken(text: string, alreadySaid = ""): string {
  const [spoken, setSpoken] = useState("");
  const spokenAt = useRef(-Infinity);

  useEffect(() => {
    if (alreadySaid !== "") spokenAt.current = performance.now();
  }, [alreadySaid]);

  useEffect(() => {
    const wait = text === "" ? 0 : Math.max(0, spokenAt.current + MIN_GAP_MS - performance.now());
    const timer = setTimeout(() => {
      if (text !== "") spokenAt.current = performance.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, alreadySaid]);

  return spoken;
}
