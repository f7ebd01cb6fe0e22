"use client";

import { Eye } from "lucide-react";
import { useEffect, type KeyboardEvent } from "react";
import type { Labels } from "../locales/Labels.js";

interface CompareFramesButtonProps {
  isDisabled: boolean;
  isComparing: boolean;
  onCompare: (isComparing: boolean) => void;
  labels: Labels;
}

/** Shows each frame in the place of the other for as long as it is held, by pointer or key. */
export function CompareFramesButton(props: CompareFramesButtonProps) {
  const { isDisabled, isComparing, onCompare, labels } = props;

  // There is nothing to compare any more, and no key or pointer will say so.
  useEffect(() => {
    if (isDisabled && isComparing) onCompare(false);
  }, [isDisabled, isComparing, onCompare]);

  return (
    <button
      type="button"
      className="kling-button kling-frame-compare"
      data-variant="icon"
      aria-label={labels.compareFrames}
      aria-pressed={isComparing}
      aria-disabled={isDisabled}
      title={labels.compareFrames}
      onPointerDown={(event) => {
        if (isDisabled || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onCompare(true);
      }}
      onPointerUp={() => onCompare(false)}
      onPointerCancel={() => onCompare(false)}
      onBlur={() => onCompare(false)}
      onContextMenu={(event) => event.preventDefault()} // a long touch is the hold itself
      onKeyDown={(event) => {
        if (!isHoldKey(event)) return;
        event.preventDefault(); // holding is not clicking
        if (!isDisabled) onCompare(true);
      }}
      onKeyUp={(event) => {
        if (!isHoldKey(event)) return;
        event.preventDefault();
        onCompare(false);
      }}
      onClick={(event) => {
        // A click without a pointer is an assistive tool's, which cannot hold.
        if (event.detail === 0 && !isDisabled) onCompare(!isComparing);
      }}
    >
      <Eye className="kling-icon" />
    </button>
  );
}

function isHoldKey({ key }: KeyboardEvent): boolean {
  return key === " " || key === "Enter";
}
