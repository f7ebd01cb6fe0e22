"use client";

import { Repeat } from "lucide-react";
import {
  forwardRef,
  memo,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type RefObject,
} from "react";
import type { FrameConfig } from "../hooks/KlingVideoContext.js";
import { splitConfig } from "../hooks/splitConfig.js";
import { useLabels } from "../hooks/useLabels.js";
import { useLatest } from "../hooks/useLatest.js";
import { useTrustedOrigins } from "../hooks/useTrustedOrigins.js";
import type { Frame, FrameField } from "../model/frame.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { CompareFramesButton } from "./CompareFramesButton.js";
import { cx } from "./cx.js";
import { FramePairContext } from "./FramePairContext.js";
import { FrameUploader, type FrameUploaderProps } from "./FrameUploader.js";
import { SwapFramesButton } from "./SwapFramesButton.js";
import { useFrameFill } from "./useFrameFill.js";
import type { PickFiles } from "./useFramePick.js";
import { usePairValue } from "./usePairValue.js";
import { usePictureSize } from "./usePictureSize.js";

/** The two frames of a video. */
export interface FramePairValue {
  startFrame: Frame;
  /** Optional: where the video ends. */
  endFrame: Frame;
}

/** Props of `FramePair`. */
export interface FramePairProps
  extends
    Omit<ComponentPropsWithoutRef<"div">, "children">,
    FrameConfig,
    Pick<FrameUploaderProps, "labels" | "capture" | "isDisabled" | "onReject"> {
  /** Both frames: files, https addresses, or `null`. */
  value: FramePairValue;
  /** Called with both frames when one of them, or their order, changes. */
  onValueChange: (value: FramePairValue) => void;
  /** What is wrong with the start frame, where that is known outside. */
  startError?: KlingVideoError | null | undefined;
  /** What is wrong with the end frame, where that is known outside. */
  endError?: KlingVideoError | null | undefined;
  /** Called when a frame begins to be prepared, and when that has ended. */
  onPendingChange?: ((pending: Partial<Record<keyof FramePairValue, boolean>>) => void) | undefined;
  /** A larger area whose drops and pastes fill the empty tiles, too. @default the pair itself */
  areaRef?: RefObject<HTMLElement | null> | undefined;
}

/**
 * Start frame and end frame as one thought: swap them, let the video end where it begins, drag one
 * onto the other, hold to compare them in place. An end frame of another shape can be cropped to
 * that of the start frame. Files that are dropped or pasted beside the tiles fill the empty ones.
 *
 * Renders a `<div>` with two `FrameUploader`s; `data-dragging` says that a file is held over the area.
 */
export const FramePair = memo(
  forwardRef<HTMLDivElement, FramePairProps>(function FramePair(props, ref) {
    const [config, own] = splitConfig(props);
    const { value, onValueChange, startError, endError, areaRef, onPendingChange, ...more } = own;
    const { capture, isDisabled = false, onReject, className, ...rest } = more;
    const { startFrame, endFrame } = value;
    const labels = useLabels(config.labels);
    const root = useRef<HTMLDivElement>(null);
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => root.current);

    const { newest, change, setStart, setEnd } = usePairValue(value, onValueChange);

    const latestOnPendingChange = useLatest(onPendingChange);
    const pend = useMemo(
      () => ({
        start: (isPending: boolean) => latestOnPendingChange.current?.({ startFrame: isPending }),
        end: (isPending: boolean) => latestOnPendingChange.current?.({ endFrame: isPending }),
      }),
      [latestOnPendingChange],
    );

    const picks = useRef(new Map<FrameField, PickFiles>());
    const [isComparing, setIsComparing] = useState(false);
    const dragType = `application/x-kling-frame-${useId().replace(/\W/g, "")}`;
    const link = useMemo(
      () => ({
        register: (field: FrameField, pick: PickFiles) => {
          picks.current.set(field, pick);
          return () => void picks.current.delete(field);
        },
        compared: isComparing ? { image_url: endFrame, tail_image_url: startFrame } : null,
        dragType,
        onDragOnto: (from: FrameField, to: FrameField, isCopy: boolean) => {
          const now = newest.current;
          const isFromStart = from === "image_url" && to === "tail_image_url";
          if (!isCopy) change({ startFrame: now.endFrame, endFrame: now.startFrame });
          else change(isFromStart ? { endFrame: now.startFrame } : { startFrame: now.endFrame });
        },
      }),
      [isComparing, startFrame, endFrame, dragType, newest, change],
    );

    const { isDragActive, isFull } = useFrameFill(areaRef ?? root, () => {
      const { startFrame: start, endFrame: end } = newest.current;
      const isEmpty = { image_url: !start, tail_image_url: !end };
      return FIELDS.flatMap((field) => {
        const pick = picks.current.get(field);
        return pick && isEmpty[field] ? [[field, pick] as const] : [];
      });
    });

    const startSize = usePictureSize(endFrame ? startFrame : null, useTrustedOrigins(config));
    const shared = { ...config, capture, isDisabled, onReject };

    return (
      <FramePairContext.Provider value={link}>
        <div
          {...rest}
          ref={root}
          className={cx("kling kling-frame-pair", className)}
          data-dragging={isDragActive ? "" : undefined}
        >
          <FrameUploader
            {...shared}
            label={labels.startFrame}
            field="image_url"
            isRequired
            hint={labels.frameRequired}
            tag={isComparing ? labels.endTag : labels.startTag}
            value={startFrame}
            onValueChange={setStart}
            onPendingChange={pend.start}
            error={startError}
          />
          <div className="kling-frame-pair-tools">
            <SwapFramesButton
              labels={config.labels}
              isDisabled={isDisabled || (!startFrame && !endFrame)}
              onSwap={() => change({ startFrame: endFrame, endFrame: startFrame })}
            />
            <button
              type="button"
              className="kling-button kling-frame-copy"
              data-variant="icon"
              aria-label={labels.copyFrame}
              title={labels.copyFrame}
              aria-disabled={isDisabled || !startFrame || startFrame === endFrame}
              onClick={() => {
                if (!isDisabled && startFrame) change({ endFrame: startFrame });
              }}
            >
              <Repeat className="kling-icon" />
            </button>
            <CompareFramesButton
              isDisabled={!startFrame || !endFrame || startFrame === endFrame}
              isComparing={isComparing}
              onCompare={setIsComparing}
              labels={labels}
            />
          </div>
          <FrameUploader
            {...shared}
            label={labels.endFrame}
            field="tail_image_url"
            tag={isComparing ? labels.startTag : labels.endTag}
            matchRatio={startSize ? startSize.width / startSize.height : undefined}
            value={endFrame}
            onValueChange={setEnd}
            onPendingChange={pend.end}
            error={endError}
          />
          <p className="kling-frame-note kling-frame-pair-note" aria-live="polite">
            {isFull && !isDisabled ? labels.framesFull : ""}
          </p>
        </div>
      </FramePairContext.Provider>
    );
  }),
);

const FIELDS = ["image_url", "tail_image_url"] as const;
