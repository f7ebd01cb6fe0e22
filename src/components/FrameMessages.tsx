"use client";

import type { RefObject } from "react";
import type { FrameState } from "../hooks/useFrame.js";
import type { Labels } from "../locales/Labels.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { FrameError } from "./FrameError.js";
import { FrameMismatch } from "./FrameMismatch.js";
import { FrameNote } from "./FrameNote.js";
import type { PickOutcome } from "./useFramePick.js";

interface FrameMessagesProps {
  /** The frame's own name. */
  label: string;
  labels: Labels;
  frame: FrameState;
  outcome: PickOutcome;
  error: KlingVideoError | null;
  errorId: string;
  /** Whether it has another shape than it should have. */
  isMismatched: boolean;
  onRetry: (() => void) | undefined;
  /** Cuts out of the refused picture a part that would do. */
  onCrop: (() => void) | undefined;
  /** Cuts the picture to the shape that it should have. */
  onCropToMatch: (() => void) | undefined;
  /** Takes the focus when a button goes while it has it. */
  focusFallbackRef: RefObject<HTMLElement | null>;
}

/** What is said under a tile: what is wrong, or else what should be changed; and what became of the pick. */
export function FrameMessages(props: FrameMessagesProps) {
  const { label, labels, error, focusFallbackRef } = props;
  return (
    <div className="kling-frame-messages">
      {error ? (
        <FrameError
          id={props.errorId}
          error={error}
          label={label}
          labels={labels}
          onRetry={props.onRetry}
          onCrop={props.onCrop}
          focusFallbackRef={focusFallbackRef}
        />
      ) : null}
      {props.isMismatched && !error ? (
        <FrameMismatch
          labels={labels}
          onCrop={props.onCropToMatch}
          focusFallbackRef={focusFallbackRef}
        />
      ) : null}
      <FrameNote outcome={props.outcome} frame={props.frame} label={label} labels={labels} />
    </div>
  );
}
