"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { Draft } from "../hooks/Draft.js";
import { useDraft, type UseDraftOptions } from "../hooks/useDraft.js";
import type { UseKlingVideoResult } from "../hooks/useKlingVideo.js";
import { useLatest } from "../hooks/useLatest.js";
import type { Labels } from "../locales/Labels.js";
import type { Frame } from "../model/frame.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { validateInput, type DraftInput } from "../model/validateInput.js";
import { toFieldError } from "./findFieldError.js";
import { toBlock } from "./toBlock.js";
import { toDraftInput, toInput } from "./toInput.js";
import { toRetryAt } from "./toRetryAt.js";

interface GeneratorFormOptions extends UseDraftOptions {
  video: UseKlingVideoResult;
  /** Read at the press: addresses of these origins may be plain http. */
  readTrustedOrigins: () => readonly string[];
  labels: Labels;
}

/** What the visitor makes in the widget, and what happens when it is sent. */
export function useGeneratorForm(options: GeneratorFormOptions) {
  const { video, readTrustedOrigins, labels } = options;
  const { generation, submit, cancel } = video;
  const [draft, changeDraft] = useDraft(options);
  const [refused, setRefused] = useState(NOTHING_REFUSED);
  const [editedAttemptId, setEditedAttemptId] = useState<string>();
  const sending = useRef<typeof submit | null>(null);
  const attemptId = generation.status === "idle" ? undefined : generation.attemptId;
  const isEdited = attemptId !== undefined && editedAttemptId === attemptId;
  const blockedReason = toBlock(generation, isEdited, labels);
  const notBefore = toRetryAt(generation);
  const latest = useLatest({ draft, generation, blockedReason, notBefore, readTrustedOrigins });

  const modelError = isEdited ? null : toFieldError(generation);
  const errors = useMemo(
    () => (modelError ? [...refused.errors, modelError] : refused.errors),
    [refused.errors, modelError],
  );

  const send = useCallback(
    (wanted: DraftInput) => {
      if (sending.current === submit) return;
      const found = validateInput(wanted, latest.current.readTrustedOrigins());
      const input = toInput(wanted);
      setRefused(({ presses }) => ({ errors: found, presses: presses + Math.sign(found.length) }));
      if (!input || found.length > 0) return;
      sending.current = submit;
      void submit(input).finally(() => {
        if (sending.current === submit) sending.current = null;
      });
    },
    [latest, submit],
  );

  const press = useCallback(() => {
    const now = latest.current;
    const isWaiting = now.notBefore !== null && now.notBefore > Date.now();
    if (now.blockedReason === null && !isWaiting) send(toDraftInput(now.draft));
  }, [latest, send]);

  const change = useCallback(
    (part: Partial<Draft>) => {
      const { generation: current } = latest.current;
      // The press was a consent to the input as it was; nothing is sent yet.
      if (current.status === "uploading") void cancel();
      if (current.status !== "idle") setEditedAttemptId(current.attemptId);
      setRefused(({ errors: known, presses }) => ({
        errors: known.some((error) => isAbout(error, part))
          ? known.filter((error) => !isAbout(error, part))
          : known,
        presses,
      }));
      changeDraft(part);
    },
    [latest, cancel, changeDraft],
  );

  const setters = useMemo(
    () => ({
      setPrompt: (prompt: string) => change({ prompt }),
      setStartFrame: (startFrame: Frame) => change({ startFrame }),
      setEndFrame: (endFrame: Frame) => change({ endFrame }),
      setSettings: (settings: Draft["settings"]) => change({ settings }),
      swapFrames: () => {
        const { startFrame, endFrame } = latest.current.draft;
        change({ startFrame: endFrame, endFrame: startFrame });
      },
    }),
    [change, latest],
  );

  const isShownAtField = modelError !== null;
  return {
    draft,
    errors,
    /** How often a press was refused because of the input. */
    refusedPresses: refused.presses,
    isShownAtField,
    blockedReason,
    notBefore,
    press,
    send,
    ...setters,
  };
}

interface Refused {
  errors: readonly KlingVideoError[];
  presses: number;
}

const NOTHING_REFUSED: Refused = { errors: [], presses: 0 };

/** Whether an error says something about what is being changed. */
function isAbout({ field }: KlingVideoError, part: Partial<Draft>): boolean {
  switch (field) {
    case "prompt":
      return "prompt" in part;
    case "image_url":
      return "startFrame" in part;
    case "tail_image_url":
      return "endFrame" in part;
    case "duration":
    case "negative_prompt":
    case "cfg_scale":
    case undefined:
      return "settings" in part;
  }
}
