"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { clearedDrafts } from "./clearedDrafts.js";
import type { Draft } from "./Draft.js";
import { hasDraft, readDraft, toDraftKey } from "./draftStorage.js";
import { forgetDraft } from "./forgetDraft.js";
import { useDraftFrames } from "./useDraftFrames.js";
import { useDraftWords } from "./useDraftWords.js";

const PARTS: readonly (keyof Draft)[] = ["prompt", "startFrame", "endFrame", "settings"];

/** Whose draft it is, what it begins with, and whether it is kept. */
export interface UseDraftOptions {
  /** Which visitor. */
  scope: string;
  /** Which widget of the page. */
  slot: string;
  /** Used where nothing is kept. */
  initial: Draft;
  /** Whether it survives a reload, for 7 days. Where not, what was kept is removed. */
  isKept: boolean;
  /** Knows where files were uploaded to. */
  transport: KlingTransport | undefined;
}

/** What the visitor is making. */
export interface UseDraftResult {
  draft: Draft;
  /** Counts how often it began anew: for another visitor, or after it was cleared. */
  turn: number;
  change: (part: Partial<Draft>) => void;
  /** Begins anew, and forgets what is kept. */
  clear: () => void;
}

/**
 * What the visitor is making, kept over a reload. The words come back after hydration, so that the
 * server's HTML is the same as the first render; the files when the storage has them.
 */
export function useDraft(options: UseDraftOptions): UseDraftResult {
  const { scope, slot, initial, isKept, transport } = options;
  const key = toDraftKey(scope, slot);
  const [{ owner, draft, turn }, setState] = useState({ owner: key, draft: initial, turn: 0 });
  // Another visitor never sees this one's words, not for one frame.
  if (owner !== key) setState({ owner: key, draft: initial, turn: turn + 1 });

  const touched = useRef(new Set<keyof Draft>());
  const stopReading = useRef(() => {});
  const keptKey = isKept ? key : null;
  const frames = useDraftFrames(keptKey, draft, touched, transport);
  const { read: readFrames, keep: keepFrames, drop: dropFrames } = frames;
  const dropWords = useDraftWords(keptKey, draft, touched, keepFrames);

  useEffect(() => {
    const { current: parts } = touched;
    const { words, files } = readDraft(key, Date.now());
    const isWorthless = Object.keys({ ...words, ...files }).length === 0;
    if ((!isKept || isWorthless) && hasDraft(key)) forgetDraft(key);
    // A visitor whose turn is over, while the storage was asked, is not this one.
    const restore = (part: Partial<Draft>) =>
      setState((state) =>
        state.owner === key ? { ...state, draft: { ...state.draft, ...part } } : state,
      );

    if (isKept && hasDraft(key)) {
      // oxlint-disable-next-line react/set-state-in-effect -- the storage is outside, and read after hydration
      restore(words);
      stopReading.current = readFrames(files, ({ startFrame, endFrame }) =>
        restore({
          // What the visitor picked meanwhile is newer.
          ...(startFrame && !parts.has("startFrame") && { startFrame }),
          ...(endFrame && !parts.has("endFrame") && { endFrame }),
        }),
      );
    }
    return () => {
      stopReading.current();
      parts.clear();
      dropFrames();
    };
  }, [key, isKept, readFrames, dropFrames]);

  const change = useCallback((part: Partial<Draft>) => {
    PARTS.filter((name) => name in part).forEach((name) => touched.current.add(name));
    setState((state) => ({ ...state, draft: { ...state.draft, ...part } }));
  }, []);

  const clear = useCallback(() => {
    stopReading.current();
    touched.current.clear();
    dropWords();
    dropFrames();
    forgetDraft(key);
    setState((state) => ({ owner: key, draft: initial, turn: state.turn + 1 }));
  }, [key, initial, dropWords, dropFrames]);

  useEffect(
    () =>
      clearedDrafts.subscribe((isCleared) => {
        if (isCleared(key)) clear();
      }),
    [key, clear],
  );

  return { draft, turn, change, clear };
}
