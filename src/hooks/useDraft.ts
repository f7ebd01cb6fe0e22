"use client";

import { useCallback, useEffect, useRef, useState, type MutableRefObject } from "react";
import type { Draft } from "./Draft.js";
import { readDraft, toDraftKey, writeDraft } from "./draftStorage.js";

/** Typing writes no more often than this. */
const WRITE_EVERY_MS = 500;

/** Whose draft it is, what it begins with, and whether it is kept. */
export interface UseDraftOptions {
  /** Which visitor. */
  scope: string;
  /** Which widget of the page. */
  slot: string;
  /** Used where nothing is kept. */
  initial: Draft;
  /** Whether it survives a reload, for 7 days. */
  isKept: boolean;
}

/**
 * What the visitor is making, kept over a reload (files are not). What was kept comes back after
 * hydration, so that the server's HTML is the same as the first render.
 */
export function useDraft({
  scope,
  slot,
  initial,
  isKept,
}: UseDraftOptions): [draft: Draft, change: (part: Partial<Draft>) => void] {
  const key = toDraftKey(scope, slot);
  const [{ owner, draft }, setState] = useState({ owner: key, draft: initial });
  // Another visitor never sees this one's words, not for one frame.
  if (owner !== key) setState({ owner: key, draft: initial });

  const isTouched = useRef(false);
  useDraftWriter(isKept ? key : null, draft, isTouched);

  useEffect(() => {
    if (!isKept) return;
    const kept = readDraft(key, Date.now());
    // oxlint-disable-next-line react/set-state-in-effect -- the storage is outside, and read after hydration
    setState((state) => ({ ...state, draft: { ...state.draft, ...kept } }));
  }, [key, isKept]);

  const change = useCallback((part: Partial<Draft>) => {
    isTouched.current = true;
    setState((state) => ({ ...state, draft: { ...state.draft, ...part } }));
  }, []);

  return [draft, change];
}

/** Keeps what the visitor changed, soon and in any case before the page goes. */
function useDraftWriter(
  key: string | null,
  draft: Draft,
  isTouched: MutableRefObject<boolean>,
): void {
  const unsaved = useRef<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (key !== null && unsaved.current) writeDraft(key, unsaved.current, Date.now());
    unsaved.current = null;
  }, [key]);

  useEffect(() => {
    if (!isTouched.current) return;
    unsaved.current = draft;
    timer.current ??= setTimeout(save, WRITE_EVERY_MS);
  }, [draft, save, isTouched]);

  useEffect(() => {
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
      isTouched.current = false;
    };
  }, [save, isTouched]);
}
