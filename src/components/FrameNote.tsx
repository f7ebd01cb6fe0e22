"use client";

import type { FrameState } from "../hooks/useFrame.js";
import type { Labels } from "../locales/Labels.js";
import { toPlainText } from "../model/toPlainText.js";
import type { PickOutcome } from "./useFramePick.js";
import { useSpoken } from "./useSpoken.js";

interface FrameNoteProps {
  outcome: PickOutcome;
  frame: FrameState;
  /** The frame's own name. */
  label: string;
  labels: Labels;
}

/** More than these would be a list, not a sentence. */
const MAX_NAMES = 3;

/** What became of the last pick and of the upload, said politely. Not a status: that is the generation's. */
export function FrameNote({ outcome, frame, label, labels }: FrameNoteProps) {
  const pickWords = toPickWords(outcome, labels);
  const uploadWords = useSpoken(toUploadWords(frame, label, labels), pickWords);
  return (
    <p className="kling-frame-note" aria-live="polite">
      {pickWords}
      <span className="kling-visually-hidden">{uploadWords}</span>
    </p>
  );
}

function toPickWords(outcome: PickOutcome, labels: Labels): string {
  switch (outcome.status) {
    case "none":
    case "checking":
      return "";
    case "no-file":
      return labels.frameNoFile;
    case "taken": {
      const change = outcome.change ? labels.frameChange(outcome.change) : "";
      return [change, toNames(outcome.notTaken, labels)].filter(Boolean).join(" ");
    }
    case "taken-unseen":
      return labels.frameUnseen;
    case "refused":
      return outcome.notTaken.length > 1 ? toNames(outcome.notTaken, labels) : "";
  }
}

function toNames(files: readonly File[], labels: Labels): string {
  if (files.length === 0) return "";
  const names = files.slice(0, MAX_NAMES).map((file) => toPlainText(file.name));
  return labels.frameNotTaken(names, files.length - names.length);
}

function toUploadWords(frame: FrameState, label: string, labels: Labels): string {
  switch (frame.status) {
    case "uploading":
      return labels.frameUploading;
    case "uploaded":
      return labels.frameUploaded(label);
    case "empty":
    case "checking":
    case "ready":
    case "failed":
      return "";
  }
}
