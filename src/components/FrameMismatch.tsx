"use client";

import type { RefObject } from "react";
import type { Labels } from "../locales/Labels.js";
import { useFocusFallback } from "./useFocusFallback.js";

interface FrameMismatchProps {
  labels: Labels;
  /** Opens the crop view; left out where the picture cannot be cropped here. */
  onCrop: (() => void) | undefined;
  /** Takes the focus when the button goes while it has it. */
  focusFallbackRef: RefObject<HTMLElement | null>;
}

/** Says that an end frame has another shape than the start frame, which the model has to bridge. */
export function FrameMismatch({ labels, onCrop, focusFallbackRef }: FrameMismatchProps) {
  const boxRef = useFocusFallback(focusFallbackRef);
  return (
    <div className="kling-frame-mismatch" ref={boxRef}>
      <p className="kling-frame-note">{labels.frameOtherShape}</p>
      {onCrop ? (
        <button type="button" className="kling-button" onClick={onCrop}>
          {labels.frameCropToMatch}
        </button>
      ) : null}
    </div>
  );
}
