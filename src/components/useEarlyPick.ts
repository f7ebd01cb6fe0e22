"use client";

import { useEffect, useRef, type RefObject } from "react";
import type { PickFiles } from "./useFramePick.js";

/** Takes the picture that was picked in the server's HTML before React had come to it. */
export function useEarlyPick(inputRef: RefObject<HTMLInputElement | null>, pick: PickFiles): void {
  const early = useRef<readonly File[] | null>(null);
  useEffect(() => {
    // Kept here: the input is emptied, and StrictMode forgets what the first effect has begun.
    early.current ??= Array.from(inputRef.current?.files ?? []);
    if (early.current.length === 0) return;
    void pick(early.current).finally(() => {
      early.current = [];
    });
  }, [inputRef, pick]);
}
