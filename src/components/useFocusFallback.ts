"use client";

import { useCallback, useRef, type RefObject } from "react";

/**
 * For a box that comes and goes: if it goes while the focus is in it, the focus moves to the
 * fallback instead of being lost to the page.
 *
 * @returns a ref for the box
 */
export function useFocusFallback(
  fallbackRef: RefObject<HTMLElement | null>,
): (box: HTMLElement | null) => void {
  const boxRef = useRef<HTMLElement | null>(null);
  return useCallback(
    (box) => {
      const gone = boxRef.current;
      boxRef.current = box;
      // React detaches refs before it takes the elements out, so the focus is still in there.
      if (box === null && gone !== null && hasFocus(gone)) fallbackRef.current?.focus();
    },
    [fallbackRef],
  );
}

function hasFocus(box: HTMLElement): boolean {
  const root = box.getRootNode();
  const isRoot = root instanceof Document || root instanceof ShadowRoot;
  return isRoot && box.contains(root.activeElement);
}
