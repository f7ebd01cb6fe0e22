"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 1000;

/**
 * The time in ms since the epoch, in whole seconds, for a leaf that shows it. All clocks of a page
 * tick together. `null` on the server and in the first render that must equal it.
 */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, getNow, getServerNow);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now: number | undefined;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = readClock();
    timer = setInterval(tick, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    now = undefined;
  };
}

function tick(): void {
  now = readClock();
  for (const listener of listeners) listener();
}

function getNow(): number {
  now ??= readClock();
  return now;
}

function getServerNow(): null {
  return null;
}

function readClock(): number {
  return Math.floor(Date.now() / TICK_MS) * TICK_MS;
}
