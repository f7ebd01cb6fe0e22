"use client";

import {
  forwardRef,
  memo,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
  type ComponentPropsWithoutRef,
} from "react";
import { useDropzone } from "react-dropzone";
import type { FrameConfig, KlingVideoConfig } from "../hooks/KlingVideoContext.js";
import { splitConfig } from "../hooks/splitConfig.js";
import { useFrame } from "../hooks/useFrame.js";
import { useFrameOptions } from "../hooks/useFrameOptions.js";
import { useLabels } from "../hooks/useLabels.js";
import { useTrustedOrigins } from "../hooks/useTrustedOrigins.js";
import type { Frame, FrameField } from "../model/frame.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { cx } from "./cx.js";
import { FrameCropper } from "./FrameCropper.js";
import { FrameMessages } from "./FrameMessages.js";
import { FramePairContext } from "./FramePairContext.js";
import { FrameTile } from "./FrameTile.js";
import { isOtherShape } from "./isOtherShape.js";
import { readDroppedFiles } from "./readDroppedFiles.js";
import { useDropGuard } from "./useDropGuard.js";
import { useEarlyPick } from "./useEarlyPick.js";
import { useFileInput } from "./useFileInput.js";
import { useFrameDrag } from "./useFrameDrag.js";
import { useFramePick } from "./useFramePick.js";
import { usePictureSize } from "./usePictureSize.js";

/** Props of `FrameUploader`. */
export interface FrameUploaderProps
  extends
    Omit<ComponentPropsWithoutRef<"section">, "children">,
    FrameConfig,
    Pick<KlingVideoConfig, "labels"> {
  /** Name of the frame and of its file input, such as `"Start frame"`. */
  label: string;
  /** The picture: a file or blob, the https address of one, or `null`. */
  value: Frame | Blob;
  /**
   * Called with a file that the model takes (what is sent, byte for byte), with the address that
   * the visitor gave, or with `null` when the visitor removes the picture.
   */
  onValueChange: (value: Frame) => void;
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
  /** Width ÷ height that it should have, as the other frame has: if not, a crop is offered. */
  matchRatio?: number | undefined;
  /** Shows a button for this camera where the page is used by touch. @default none */
  capture?: "user" | "environment" | undefined;
  /** What is wrong with the picture, where that is known outside; shown under the tile. */
  error?: KlingVideoError | null | undefined;
  /**
   * Called when a picture begins to be looked at and prepared, and when that has ended: until then
   * the value is the one before.
   */
  onPendingChange?: ((isPending: boolean) => void) | undefined;
  /** Called for each file that was refused; the value stays as it was. */
  onReject?: ((error: KlingVideoError, file: File) => void) | undefined;
}

/**
 * A tile for one frame: drop, paste or browse for a picture, give its address or take a photo; see
 * it, watch its upload, replace or remove it. What the model would refuse is mended where it can be
 * and said; a picture of a wrong shape can be cropped. The upload starts by itself where there is a
 * way to fal (`transport`, `proxyUrl`, or a `KlingVideoProvider`).
 *
 * Renders a `<section>` around a real `<input type="file">`. `data-status` is the
 * frame's status, `data-dragging` says that a file is held over the tile.
 */
export const FrameUploader = memo(
  forwardRef<HTMLElement, FrameUploaderProps>(function FrameUploader(props, ref) {
    const [config, own] = splitConfig(props);
    const { label, value: given, onValueChange, field = "image_url", hint, tag, ...more } = own;
    const { isRequired = false, isDisabled = false, matchRatio, capture, ...most } = more;
    const { error = null, onReject, onPendingChange, className, ...rest } = most;

    const value = useMemo(() => toFrame(given, label), [given, label]);
    const labels = useLabels(config.labels);
    const options = useFrameOptions(config);
    const trustedOrigins = useTrustedOrigins(config);
    const pair = useContext(FramePairContext);
    const { frame, upload, cancel } = useFrame(value, { ...config, field });
    const picks = useFramePick({
      value,
      frameOptions: { ...options, field },
      onTake: onValueChange,
      onRefuse: (refusal, file) => onReject?.(refusal, file),
      onPendingChange: (isPending) => onPendingChange?.(isPending),
    });
    const { outcome, turn, pick } = picks;
    const drag = useFrameDrag(pair, field, value, isDisabled);
    const dropzone = useDropzone({
      getFilesFromEvent: readDroppedFiles,
      onDrop: (files) => void pick(files),
      disabled: isDisabled,
      noClick: true,
      noKeyboard: true,
      preventDropOnDocument: false,
    });
    const { inputRef } = dropzone;
    const isDragActive = dropzone.isDragActive || drag.isFrameOver;
    useDropGuard();
    // Before the next line, which empties the input.
    useEarlyPick(inputRef, pick);
    useFileInput(inputRef, value, turn);

    useEffect(() => {
      if (frame.status === "ready") upload();
    }, [frame.status, upload]);
    useEffect(
      () => (isDisabled ? undefined : pair?.register(field, pick)),
      [pair, field, pick, isDisabled],
    );

    const [toCrop, setToCrop] = useState<{ file: File; ratio?: number | undefined } | null>(null);
    const size = usePictureSize(matchRatio === undefined ? null : value, trustedOrigins);
    const isMismatched = matchRatio !== undefined && isOtherShape(size, matchRatio);
    const crop = (file: File | null, ratio?: number) =>
      file && !isDisabled ? () => setToCrop({ file, ratio }) : undefined;

    const failure = frame.status === "failed" ? frame.error : null;
    const refused = outcome.status === "refused" ? outcome : null;
    const shownError = refused?.error ?? error ?? failure;
    const ownFile = value instanceof File ? value : null;
    const wrongShape = failure?.code === "frame-ratio" ? ownFile : null;
    const isCanceled = failure?.code === "upload-canceled";
    // A refused file leaves a good picture in its place.
    const isInvalid = Boolean(
      error ?? (isCanceled ? null : failure) ?? (value ? null : refused?.error),
    );

    const id = useId();
    const errorId = `${id}-error`;
    const ids = {
      input: id,
      about: `${id}-about`,
      error: shownError ? errorId : undefined,
    };

    return (
      <section
        {...rest}
        ref={ref}
        className={cx("kling kling-frame", className)}
        data-status={outcome.status === "checking" ? "checking" : frame.status}
        data-dragging={isDragActive ? "" : undefined}
        data-disabled={isDisabled ? "" : undefined}
      >
        <FrameTile
          {...{ label, tag, value, frame, picks, dropzone, inputRef, drag, capture, labels }}
          {...{ ids, trustedOrigins, isDragActive, isDisabled, isInvalid }}
          hint={hint ?? (isRequired ? labels.framesHint : labels.frameOptional)}
          shown={pair?.compared ? pair.compared[field] : value}
          takesHeic={options.decodeHeic !== undefined}
          onCancelUpload={cancel}
          onRemove={() => {
            picks.forget();
            onValueChange(null);
          }}
        />
        <FrameMessages
          {...{ label, labels, frame, outcome, errorId, isMismatched }}
          error={shownError}
          onRetry={failure?.retryable ? upload : undefined}
          onCrop={crop(refused?.toCrop ?? wrongShape, matchRatio)}
          onCropToMatch={crop(ownFile, matchRatio)}
          focusFallbackRef={inputRef}
        />
        {toCrop ? (
          <FrameCropper
            {...options}
            file={toCrop.file}
            ratio={toCrop.ratio}
            label={labels.frameCropName(label)}
            labels={config.labels}
            onCrop={(file, done) => {
              setToCrop(null);
              picks.take(file, done);
            }}
            onCancel={() => setToCrop(null)}
          />
        ) : null}
      </section>
    );
  }),
);

/** A blob of the page's own making is a file that is named by its frame. */
function toFrame(value: Frame | Blob, name: string): Frame {
  const isNameless = value instanceof Blob && !(value instanceof File);
  return isNameless ? new File([value], name, { type: value.type }) : value;
}
