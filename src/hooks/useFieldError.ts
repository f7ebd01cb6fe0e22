"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { uploadsOf } from "../frames/uploads.js";
import type { Frame } from "../model/frame.js";
import type { Generation } from "../model/Generation.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import type { Draft } from "./Draft.js";
import { isUploadError, toFieldError } from "./findFieldError.js";

/** What stands at a field of the form instead of on the stage. */
interface FieldError {
  /** To be shown by its field; `null` also where the field finds it by itself. */
  error: KlingVideoError | null;
  /** It stands at its field, and need not stand on the stage. */
  isShownAtField: boolean;
}

/**
 * Where a generation's error is told: at its field, until that is changed.
 *
 * @param isEdited the input was changed since the generation ended
 */
export function useFieldError(
  generation: Generation,
  draft: Draft,
  isEdited: boolean,
  transport: KlingTransport | undefined,
): FieldError {
  const error = toFieldError(generation);
  const frame = error?.field === "tail_image_url" ? draft.endFrame : draft.startFrame;
  const failure = useUploadFailure(frame, transport);
  if (error !== null && isUploadError(error)) {
    // The frame itself shows the fate of its upload, and offers it again. After a reload, or with
    // another picture in its place, it has none.
    return { error: null, isShownAtField: failure?.code === error.code };
  }
  return { error: isEdited ? null : error, isShownAtField: error !== null && !isEdited };
}

/** Why the upload of a frame has failed, if it has. */
function useUploadFailure(
  frame: Frame,
  transport: KlingTransport | undefined,
): KlingVideoError | undefined {
  const uploads = useMemo(() => (transport ? uploadsOf(transport) : undefined), [transport]);
  const subscribe = useCallback(
    (listener: () => void) => uploads?.subscribe(listener) ?? (() => {}),
    [uploads],
  );
  const read = () => {
    const state = frame instanceof Blob ? uploads?.get(frame) : undefined;
    return state?.status === "failed" ? state.error : undefined;
  };
  return useSyncExternalStore(subscribe, read, () => undefined);
}
