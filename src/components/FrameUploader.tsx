"use client";

import { X } from "lucide-react";
import { forwardRef, memo, useEffect, useId, type ComponentPropsWithoutRef } from "react";
import { useDropzone } from "react-dropzone";
import type { KlingVideoConfig } from "../hooks/KlingVideoContext.js";
import { useFrame } from "../hooks/useFrame.js";
import { useLabels } from "../hooks/useLabels.js";
import type { Frame, FrameField } from "../model/frame.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { FRAME_TYPES } from "../model/limits.js";
import { cx } from "./cx.js";
import { FrameError } from "./FrameError.js";
import { FrameNote } from "./FrameNote.js";
import { FramePicture } from "./FramePicture.js";
import { FrameUploadProgress } from "./FrameUploadProgress.js";
import { FrameWords } from "./FrameWords.js";
import { readDroppedFiles } from "./readDroppedFiles.js";
import { useDropGuard } from "./useDropGuard.js";
import { useFileInput } from "./useFileInput.js";
import { useFocusFallback } from "./useFocusFallback.js";
import { useFramePick } from "./useFramePick.js";

/** Props of `FrameUploader`. */
export interface FrameUploaderProps
  extends
    Omit<ComponentPropsWithoutRef<"section">, "children">,
    Pick<KlingVideoConfig, "transport" | "proxyUrl" | "headers" | "credentials" | "labels"> {
  /** Name of the frame and of its file input, such as `"Start frame"`. */
  label: string;
  /** The picture: a file, the https address of one, or `null`. */
  value: Frame;
  /** Called with a file that the model takes, or with `null` when the visitor removes the picture. */
  onValueChange: (value: File | null) => void;
  /** Which input of the model the frame is for; errors name it. @default "image_url" */
  field?: FrameField | undefined;
  /** Third line of the empty tile. @default the formats where it is required, else "Optional" */
  hint?: string | undefined;
  /** Small tag on the picture, such as `"Start"`. */
  tag?: string | undefined;
  /** Whether the model needs this frame. @default false */
  isRequired?: boolean | undefined;
  /** Whether the frame cannot be changed now. @default false */
  isDisabled?: boolean | undefined;
  /** What is wrong with the picture, where that is known outside; shown under the tile. */
  error?: KlingVideoError | null | undefined;
  /** Called for each file that was refused; the value stays as it was. */
  onReject?: ((error: KlingVideoError, file: File) => void) | undefined;
}

/**
 * A tile for one frame: drop, paste or browse for a picture, see it, watch its upload, replace or
 * remove it. The upload starts by itself where there is a way to fal (`transport`, `proxyUrl`, or
 * a `KlingVideoProvider`).
 *
 * Renders a `<section>` around a real `<input type="file">`. `data-status` is the
 * frame's status, `data-dragging` says that a file is held over the tile.
 */
export const FrameUploader = memo(
  forwardRef<HTMLElement, FrameUploaderProps>(function FrameUploader(props, ref) {
    const {
      label,
      value,
      onValueChange,
      field = "image_url",
      isRequired = false,
      isDisabled = false,
      hint,
      tag,
      error = null,
      onReject,
      transport,
      proxyUrl,
      headers,
      credentials,
      labels: ownLabels,
      className,
      ...rest
    } = props;
    const labels = useLabels(ownLabels);
    const way = { transport, proxyUrl, headers, credentials };
    const { frame, upload, cancel } = useFrame(value, { ...way, field });
    const change = (next: File | null) => {
      cancel(); // the upload of the picture that goes
      onValueChange(next);
    };
    const { outcome, turn, pick, forget } = useFramePick({
      value,
      field,
      onTake: change,
      onRefuse: (refusal, file) => onReject?.(refusal, file),
    });
    const { getRootProps, getInputProps, inputRef, isDragActive } = useDropzone({
      getFilesFromEvent: readDroppedFiles,
      onDrop: (files) => void pick(files),
      disabled: isDisabled,
      noClick: true,
      noKeyboard: true,
      preventDropOnDocument: false,
    });
    useDropGuard();
    useFileInput(inputRef, value, turn);
    const removeRef = useFocusFallback(inputRef);

    useEffect(() => {
      if (frame.status === "ready") upload();
    }, [frame.status, upload]);

    const failure = frame.status === "failed" ? frame.error : null;
    const refusal = outcome.status === "refused" ? outcome.error : null;
    const shownError = refusal ?? error ?? failure;
    const isCanceled = failure?.code === "upload-canceled";
    // A refused file leaves a good picture in its place.
    const isInvalid = Boolean(error ?? (isCanceled ? null : failure) ?? (value ? null : refusal));

    const id = useId();
    const ids = { input: id, about: `${id}-about`, error: `${id}-error` };

    return (
      <section
        {...rest}
        ref={ref}
        className={cx("kling kling-frame", className)}
        data-status={outcome.status === "checking" ? "checking" : frame.status}
        data-dragging={isDragActive ? "" : undefined}
        data-disabled={isDisabled ? "" : undefined}
      >
        <div
          {...getRootProps({
            className: "kling-frame-tile",
            onDrop: (event) => {
              if (!event.dataTransfer.types.includes("Files")) void pick([]);
            },
          })}
        >
          {value ? <FramePicture id={ids.about} value={value} labels={labels} /> : null}
          <input
            {...getInputProps({
              id: ids.input,
              className: "kling-frame-input",
              accept: FRAME_TYPES.join(","),
              multiple: false,
              form: "", // belongs to no form of the host's: it is not reset with one
              disabled: isDisabled,
              // The label names it, the stylesheet places it, and Tab reaches it.
              "aria-label": undefined,
              style: undefined,
              tabIndex: undefined,
              "aria-describedby": cx(ids.about, shownError && ids.error),
              "aria-invalid": isInvalid || undefined,
            })}
          />
          <span className="kling-ring" aria-hidden="true" />
          <FrameWords
            isFilled={Boolean(value)}
            isDragActive={isDragActive}
            label={label}
            hint={hint ?? (isRequired ? labels.framesHint : labels.frameOptional)}
            ids={ids}
            labels={labels}
          />
          {value && tag ? <span className="kling-frame-tag">{tag}</span> : null}
          {frame.status === "uploading" ? (
            <FrameUploadProgress
              progress={frame.progress}
              labels={labels}
              onCancel={cancel}
              focusFallbackRef={inputRef}
            />
          ) : null}
          {value && !isDisabled ? (
            <button
              type="button"
              className="kling-button kling-frame-remove"
              data-variant="icon"
              ref={removeRef}
              onClick={() => {
                forget();
                change(null);
              }}
            >
              <X className="kling-icon" />
              {/* Text, no aria-label: a search for the label of the frame finds the input alone. */}
              <span className="kling-visually-hidden">{labels.removeFrame(label)}</span>
            </button>
          ) : null}
        </div>
        <div className="kling-frame-messages">
          {shownError ? (
            <FrameError
              id={ids.error}
              error={shownError}
              labels={labels}
              onRetry={failure?.retryable ? upload : undefined}
              focusFallbackRef={inputRef}
            />
          ) : null}
          <FrameNote outcome={outcome} frame={frame} label={label} labels={labels} />
        </div>
      </section>
    );
  }),
);
