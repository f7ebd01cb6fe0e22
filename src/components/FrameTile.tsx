"use client";

import { X } from "lucide-react";
import { useState, type ClipboardEvent, type DragEvent, type RefObject } from "react";
import type { DropzoneState } from "react-dropzone";
import type { FrameState } from "../hooks/useFrame.js";
import type { Labels } from "../locales/Labels.js";
import type { Frame } from "../model/frame.js";
import { PICTURE_TYPES } from "../model/limits.js";
import { cx } from "./cx.js";
import { FrameAddress } from "./FrameAddress.js";
import { FramePicture } from "./FramePicture.js";
import { FrameTools } from "./FrameTools.js";
import { FrameUploadProgress } from "./FrameUploadProgress.js";
import { FrameWords } from "./FrameWords.js";
import { readAddress } from "./readAddress.js";
import { useFocusFallback } from "./useFocusFallback.js";
import type { useFrameDrag } from "./useFrameDrag.js";
import type { UseFramePickResult } from "./useFramePick.js";

interface FrameTileProps {
  label: string;
  hint: string;
  tag: string | undefined;
  /** What is shown: the frame, or the other one of a pair while the visitor compares. */
  shown: Frame;
  value: Frame;
  /** Origins whose addresses are shown although they may be plain http. */
  trustedOrigins: readonly string[];
  frame: FrameState;
  picks: UseFramePickResult;
  dropzone: DropzoneState;
  inputRef: RefObject<HTMLInputElement | null>;
  drag: ReturnType<typeof useFrameDrag>;
  isDragActive: boolean;
  isDisabled: boolean;
  isInvalid: boolean;
  /** Whether HEIC photos can be read here. */
  takesHeic: boolean;
  capture: "user" | "environment" | undefined;
  ids: { input: string; about: string; error: string | undefined };
  labels: Labels;
  onCancelUpload: () => void;
  onRemove: () => void;
}

/** The tile itself: a file input over the picture or over the words that ask for one. */
export function FrameTile(props: FrameTileProps) {
  const { label, hint, tag, shown, value, frame, picks, inputRef, ids, labels, isDisabled } = props;
  const { getRootProps, getInputProps } = props.dropzone;
  const { drag } = props;
  const [isAddressing, setIsAddressing] = useState(false);
  const removeRef = useFocusFallback(inputRef);
  const isEmpty = value === null || value === "";
  if (isAddressing && (!isEmpty || isDisabled)) setIsAddressing(false);
  const isChecking = picks.outcome.status === "checking";

  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== "file";
    const address = isTyping || isDisabled ? null : readAddress(event.clipboardData);
    if (address === null) return;
    event.preventDefault();
    void picks.pickAddress(address);
  };
  const onDrop = (event: DragEvent<HTMLElement>) => {
    if (drag.takeDrop(event) || event.dataTransfer.types.includes("Files")) return;
    const address = readAddress(event.dataTransfer);
    void (address === null ? picks.pick([]) : picks.pickAddress(address));
  };

  return (
    <div {...getRootProps({ ...drag.dragProps, className: "kling-frame-tile", onPaste, onDrop })}>
      {shown ? (
        <FramePicture
          id={ids.about}
          value={shown}
          trustedOrigins={props.trustedOrigins}
          labels={labels}
        />
      ) : null}
      <input
        {...getInputProps({
          id: ids.input,
          className: "kling-frame-input",
          accept: toAccept(props.takesHeic),
          multiple: false,
          form: "", // belongs to no form of the host's: it is not reset with one
          disabled: isDisabled,
          // The label names it, the stylesheet places it, and Tab reaches it.
          "aria-label": undefined,
          style: undefined,
          tabIndex: undefined,
          "aria-describedby": cx(ids.about, ids.error),
          "aria-invalid": props.isInvalid || undefined,
        })}
      />
      <span className="kling-ring" aria-hidden="true" />
      {isEmpty && isAddressing ? (
        <>
          <label className="kling-visually-hidden" htmlFor={ids.input}>
            {label}
          </label>
          <FrameAddress
            label={label}
            labels={labels}
            errorId={ids.error}
            onUse={picks.pickAddress}
            onClose={() => setIsAddressing(false)}
            focusFallbackRef={inputRef}
          />
        </>
      ) : (
        <FrameWords
          isFilled={!isEmpty || Boolean(shown)}
          isChecking={isChecking}
          isDragActive={props.isDragActive}
          label={label}
          hint={hint}
          ids={ids}
          labels={labels}
        />
      )}
      {isEmpty && !isAddressing && !isDisabled ? (
        <FrameTools
          label={label}
          labels={labels}
          capture={props.capture}
          focusFallbackRef={inputRef}
          onAddress={() => setIsAddressing(true)}
          onFiles={(files) => void picks.pick(files)}
        />
      ) : null}
      {shown && tag ? <span className="kling-frame-tag">{tag}</span> : null}
      {frame.status === "uploading" ? (
        <FrameUploadProgress
          progress={frame.progress}
          label={label}
          labels={labels}
          onCancel={props.onCancelUpload}
          focusFallbackRef={inputRef}
        />
      ) : null}
      {!isEmpty && !isDisabled ? (
        <button
          type="button"
          className="kling-button kling-frame-remove"
          data-variant="icon"
          ref={removeRef}
          onClick={props.onRemove}
        >
          <X className="kling-icon" />
          {/* Text, no aria-label: a search for the label of the frame finds the input alone. */}
          <span className="kling-visually-hidden">{labels.removeFrame(label)}</span>
        </button>
      ) : null}
    </div>
  );
}

/** A phone turns its HEIC photos into JPEG by itself, unless the input says that it takes HEIC. */
function toAccept(takesHeic: boolean): string {
  const types = PICTURE_TYPES.filter((type) => takesHeic || type !== "image/heic");
  return [...types, ...(takesHeic ? [".heic", ".heif"] : [])].join(",");
}
