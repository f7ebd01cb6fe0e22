"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { uploadsOf, type UploadState } from "../frames/uploads.js";
import type { Frame, FrameField } from "../model/frame.js";
import type { KlingVideoConfig } from "./KlingVideoContext.js";
import { useTransport } from "./useTransport.js";

/** Where a frame stands on its way to fal. */
export type FrameState =
  | { status: "empty" }
  /** A URL, or a file that waits for its upload. */
  | { status: "ready" }
  | UploadState;

/** Which frame, and through which transport it is uploaded. */
export interface UseFrameOptions extends Pick<
  KlingVideoConfig,
  "transport" | "proxyUrl" | "headers" | "credentials"
> {
  /** Named by the error. @default "image_url" */
  field?: FrameField | undefined;
}

/** A frame's state, and what can be done with its upload. */
export interface UseFrameResult {
  frame: FrameState;
  /** Starts the upload of a file, or starts a failed one again. Does nothing without a transport. */
  upload: () => void;
  /** Gives the upload up that is under way. */
  cancel: () => void;
}

/** How far a frame is. The upload belongs to the transport: several parts can watch the same file. */
export function useFrame(value: Frame, options: UseFrameOptions = {}): UseFrameResult {
  const transport = useTransport(options);
  const uploads = useMemo(() => (transport ? uploadsOf(transport) : undefined), [transport]);
  const file = value instanceof Blob ? value : undefined;
  const { field } = options;

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
    if (file) uploads?.start(file, field).catch(() => {}); // the state tells
  }, [file, uploads, field]);
  const cancel = useCallback(() => {
    if (file) uploads?.cancel(file);
  }, [file, uploads]);

  return useMemo(
    () => ({ frame: state ?? (value ? READY : EMPTY), upload, cancel }),
    [state, value, upload, cancel],
  );
}

const READY: FrameState = { status: "ready" };
const EMPTY: FrameState = { status: "empty" };
