"use client";

import {
  forwardRef,
  memo,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
} from "react";
import type { KlingVideoConfig } from "../hooks/KlingVideoContext.js";
import { useFrameOptions } from "../hooks/useFrameOptions.js";
import { useLabels } from "../hooks/useLabels.js";
import type { FrameChange } from "../model/FrameChange.js";
import { Announcer } from "./Announcer.js";
import { CropEditor } from "./CropEditor.js";
import { CropStageBox } from "./CropStageBox.js";
import { cx } from "./cx.js";
import { FieldError } from "./FieldError.js";
import { NO_CHOICE, toCropCut, type CropChoice } from "./toCropCut.js";
import { useCrop } from "./useCrop.js";
import { useModal } from "./useModal.js";
import { useShownPicture } from "./useShownPicture.js";

/** Props of `FrameCropper`. */
export interface FrameCropperProps
  extends
    Omit<ComponentPropsWithoutRef<"dialog">, "children" | "open" | "onCancel">,
    Pick<KlingVideoConfig, "labels" | "stripMetadata" | "frameBackground" | "decodeHeic"> {
  /** The picture to cut from: any that can be decoded, also one that the model would refuse. */
  file: Blob;
  /** Name and title of the dialog, such as `"Crop the start frame"`. */
  label: string;
  /** Width ÷ height that is offered first, such as the start frame's. @default as much as allowed */
  ratio?: number | undefined;
  /**
   * Called with the part, which the model takes, and with what was done; `null` where the part is
   * the whole picture and it is sent byte for byte.
   */
  onCrop: (file: File, change: FrameChange | null) => void;
  /** Called when the visitor wants no part: by the button or by Escape. */
  onCancel: () => void;
}

/**
 * Lets the visitor cut a part out of a picture that the model takes: by dragging, pinching, wheel,
 * keys or buttons, with the result before their eyes. It is open while it is rendered.
 *
 * Renders a modal `<dialog>`. `data-status` is `opening`, `open`, `preparing` or `failed`.
 */
export const FrameCropper = memo(
  forwardRef<HTMLDialogElement, FrameCropperProps>(function FrameCropper(props, ref) {
    const {
      file,
      label,
      ratio,
      onCrop,
      onCancel,
      onClose,
      labels: ownLabels,
      stripMetadata,
      frameBackground,
      decodeHeic,
      className,
      ...rest
    } = props;
    const labels = useLabels(ownLabels);
    const options = useFrameOptions({ stripMetadata, frameBackground, decodeHeic });
    const dialog = useRef<HTMLDialogElement>(null);
    useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(
      ref,
      () => dialog.current,
    );
    useModal(dialog);
    const shown = useShownPicture(file, options);
    const [chosen, setChosen] = useState({ file, choice: NO_CHOICE });
    const { state: work, crop } = useCrop(file, options, onCrop);
    const id = useId();
    const ids = { title: `${id}-title`, hint: `${id}-hint`, error: `${id}-error` };

    const choice = chosen.file === file ? chosen.choice : NO_CHOICE;
    const cut = shown.status === "open" ? toCropCut(shown.picture, ratio, choice) : null;
    const sizeText =
      cut && choice !== NO_CHOICE ? labels.cropSize(cut.area.width, cut.area.height) : "";
    const isPreparing = work.status === "preparing";
    const change = (changed: (choice: CropChoice) => CropChoice) => {
      if (isPreparing) return;
      setChosen((now) => ({
        file,
        choice: changed(now.file === file ? now.choice : NO_CHOICE),
      }));
    };

    return (
      <dialog
        aria-labelledby={ids.title}
        {...rest}
        ref={dialog}
        tabIndex={-1}
        className={cx("kling kling-cropper", className)}
        data-status={isPreparing ? "preparing" : shown.status}
        onCancel={(event) => {
          event.preventDefault();
          onCancel();
        }}
        onClose={(event) => {
          onClose?.(event);
          // A browser closes it without asking, where Escape is pressed twice.
          if (!event.currentTarget.open) onCancel();
        }}
      >
        <h2 className="kling-crop-title" id={ids.title}>
          {label}
        </h2>
        {cut ? (
          <p className="kling-hint kling-crop-hint" id={ids.hint}>
            {labels.cropHint}
          </p>
        ) : null}
        <div className="kling-crop-body">
          {shown.status === "opening" ? (
            <CropStageBox picture={null}>
              <p className="kling-crop-stage-text">{labels.cropOpening}</p>
            </CropStageBox>
          ) : null}
          {shown.status === "open" && cut ? (
            <CropEditor
              key={shown.picture.url}
              picture={shown.picture}
              cut={cut}
              onChange={change}
              background={options.frameBackground ?? "white"}
              hintId={ids.hint}
              labels={labels}
            />
          ) : null}
          {shown.status === "failed" ? (
            <FieldError id={ids.error} error={shown.error} labels={labels} />
          ) : null}
        </div>
        <div className="kling-crop-foot">
          {work.status === "failed" ? (
            <div className="kling-crop-error">
              <FieldError id={ids.error} error={work.error} labels={labels} />
            </div>
          ) : null}
          <button type="button" className="kling-button" onClick={onCancel}>
            {labels.cropCancel}
          </button>
          {cut ? (
            <button
              type="button"
              className="kling-button"
              data-variant="strong"
              aria-disabled={isPreparing}
              aria-describedby={work.status === "failed" ? ids.error : undefined}
              onClick={() => void crop(cut.area)}
            >
              {isPreparing ? labels.cropPreparing : labels.cropUse}
            </button>
          ) : null}
        </div>
        <Announcer text={isPreparing ? labels.cropPreparing : sizeText} />
      </dialog>
    );
  }),
);
