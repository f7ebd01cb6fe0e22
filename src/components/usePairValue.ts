"use client";

import { useCallback, useRef, type RefObject } from "react";
import { useIsomorphicLayoutEffect } from "../hooks/useIsomorphicLayoutEffect.js";
import { useLatest } from "../hooks/useLatest.js";
import type { Frame } from "../model/frame.js";
import type { FramePairValue } from "./FramePair.js";

/** Both frames, changed one by one. */
export interface UsePairValueResult {
  /** Both as they are after the last change, rendered or not. */
  newest: Readonly<RefObject<FramePairValue>>;
  change: (part: Partial<FramePairValue>) => void;
  setStart: (frame: Frame) => void;
  setEnd: (frame: Frame) => void;
}

/**
 * Changes of a pair that may come in one tick, as two picks that end together: the second does not
 * bring back what the first changed. The functions stay the same between renders.
 */
export function usePairValue(
  value: FramePairValue,
  onValueChange: (value: FramePairValue) => void,
): UsePairValueResult {
  const newest = useRef(value);
  useIsomorphicLayoutEffect(() => {
    newest.current = value;
  });
  const latestOnValueChange = useLatest(onValueChange);
  const change = useCallback(
    (part: Partial<FramePairValue>) => {
      newest.current = { ...newest.current, ...part };
      latestOnValueChange.current(newest.current);
    },
    [latestOnValueChange],
  );
  const setStart = useCallback((frame: Frame) => change({ startFrame: frame }), [change]);
  const setEnd = useCallback((frame: Frame) => change({ endFrame: frame }), [change]);

  return { newest, change, setStart, setEnd };
}
