"use client";

import { useCallback, useEffect, useRef, type RefObject } from "react";
import type { Draft } from "./Draft.js";
import { writeDraft } from "./draftStorage.js";

/** Typing writes no more often than this. */
const WRITE_EVERY_MS = 500;

/**
 * Keeps what the visitor changed, soon and in any case before the page goes.
 *
 * @param key where it is kept; `null`: it is not
 * @param touched what the visitor changed
 * @param onWrite called when they are written
 * @returns drops what is not written yet
 */
export function useDraftWords(
  key: string | null,
  draft: Draft,
  touched: Readonly<RefObject<Set<keyof Draft>>>,
  onWrite: () => void,
): () => void {
  const unsaved = useRef<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    unsaved.current = null;
  }, []);
  const save = useCallback(() => {
    if (key !== null && unsaved.current) {
      writeDraft(key, unsaved.current, Date.now());
      onWrite();
    }
    drop();
  }, [key, drop, onWrite]);

  useEffect(() => {
    if (touched.current.size === 0) return;
    unsaved.current = draft;
    timer.current ??= setTimeout(save, WRITE_EVERY_MS);
  }, [draft, save, touched]);

  useEffect(() => {
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [save]);

  return drop;
}
