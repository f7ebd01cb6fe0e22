"use client";

import { useEffect } from "react";
import { isActive, type Generation } from "../model/Generation.js";

/** Asks before the page is left while a generation is under way that only this page knows of. */
export function useLeaveGuard(generation: Generation): void {
  const wouldBeLost = isActive(generation) && "isDurable" in generation && !generation.isDurable;

  useEffect(() => {
    if (!wouldBeLost) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [wouldBeLost]);
}
