"use client";

import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { uploadsOf, type Uploads } from "../frames/uploads.js";
import type { UploadState } from "../frames/UploadState.js";
import type { Frame, FrameField } from "../model/frame.js";
import type { FrameConfig } from "./KlingVideoContext.js";
import { useFrameOptions } from "./useFrameOptions.js";
import { useTransport } from "./useTransport.js";

/** Where a frame stands on its way to fal. */
export type FrameState =
  | { status: "empty" }
  /** A URL, or a file that waits for its upload. */
  | { status: "ready" }
  | UploadState;

/** Which frame, and through which transport it is uploaded. */
export interface UseFrameOptions extends FrameConfig {
  /** Named by the error. @default "image_url" */
  field?: FrameField | undefined;
}

/** A frame's state, and what can be done with its upload. */
export interface UseFrameResult {
  frame: FrameState;
  /** Starts the upload of a file, or starts a failed one again. Does nothing without a transport. */
  upload: () => void;
  /**
   * The visitor wants the upload no more that is under way. To replace the frame is no reason to call
   * it: an upload whose file is shown by no part any more ends by itself.
   */
  cancel: () => void;
}

/** How far a frame is. The upload belongs to the transport: several parts can watch the same file. */
export function useFrame(value: Frame, options: UseFrameOptions = {}): UseFrameResult {
  const transport = useTransport(options);
  const uploads = useMemo(() => (transport ? uploadsOf(transport) : undefined), [transport]);
  const file = value instanceof Blob ? value : undefined;
  const frames = useFrameOptions(options);
  const { field } = options;
  useHeldFile(file, uploads);

  const subscribe = useCallback(
    (listener: () => void) => uploads?.subscribe(listener) ?? (() => {}),
    [uploads],
  );
  const state = useSyncExternalStore(
    subscribe,
    () => (file ? uploads?.get(file) : undefined),
    () => undefined,
  );

  const upload = useCallback(() => {
    if (file) uploads?.start(file, { ...frames, field }).catch(() => {}); // the state tells
  }, [file, uploads, frames, field]);
  const cancel = useCallback(() => {
    if (file) uploads?.cancel(file);
  }, [file, uploads]);

  return useMemo(
    () => ({ frame: state ?? (value ? READY : EMPTY), upload, cancel }),
    [state, value, upload, cancel],
  );
}

/** Needs the upload of a file for as long as it is shown, and gives it up when another takes its place. */
function useHeldFile(file: File | undefined, uploads: Uploads | undefined): void {
  const last = useRef(file);
  useEffect(() => {
    // Not when the component goes: the visitor may come back.
    if (last.current && last.current !== file) uploads?.release(last.current);
    last.current = file;
    return file && uploads?.hold(file);
  }, [file, uploads]);
}

const READY: FrameState = { status: "ready" };
const EMPTY: FrameState = { status: "empty" };
