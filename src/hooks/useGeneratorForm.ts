"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { Frame } from "../model/frame.js";
import type { InputField } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { validateInput, type DraftInput } from "../model/validateInput.js";
import type { Draft } from "./Draft.js";
import { findFieldError } from "./findFieldError.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";
import { toBlock } from "./toBlock.js";
import { toDraft, type GeneratorInput } from "./toDraft.js";
import { toDraftInput, toInput } from "./toInput.js";
import { toRetryAt } from "./toRetryAt.js";
import { trustedOrigins } from "../fal/trustedOrigins.js";
import { useDraft } from "./useDraft.js";
import { useFieldError } from "./useFieldError.js";
import type { UseKlingVideoResult } from "./useKlingVideo.js";
import { useLabels } from "./useLabels.js";
import { useLatest } from "./useLatest.js";
import { useRefusals } from "./useRefusals.js";
import { useTransport } from "./useTransport.js";
import { useWaitingPress, type PendingFrames } from "./useWaitingPress.js";

/** What the form begins with, and where its draft is kept. */
export interface UseGeneratorFormOptions extends KlingVideoConfig {
  /** The slot of the `useKlingVideo` that the form belongs to. @default "default" */
  slot?: string | undefined;
  /** The prompt to begin with. @default "" */
  defaultPrompt?: string | undefined;
  /** The input to begin with, in fal's words. @default nothing */
  defaultInput?: GeneratorInput | undefined;
  /**
   * Whether prompt, frames and settings survive a reload, for 7 days. Where not, what was kept is
   * removed.
   * @default true
   */
  persistDraft?: boolean | undefined;
}

/** A form of the parts. All functions stay the same between renders. */
export interface GeneratorForm {
  /** What the visitor has made so far. */
  draft: Draft;
  /**
   * Counts how often the draft began anew, for another visitor or after it was cleared. As the `key`
   * of `FramePair` it ends what is still being prepared or cropped for the one before.
   */
  draftTurn: number;
  setPrompt: (prompt: string) => void;
  setStartFrame: (frame: Frame) => void;
  setEndFrame: (frame: Frame) => void;
  /** Both frames at once, for `FramePair`. */
  setFrames: (frames: Pick<Draft, "startFrame" | "endFrame">) => void;
  /** A frame is being prepared, or no longer: a press meanwhile waits for it. */
  setPending: (pending: PendingFrames) => void;
  setSettings: (settings: Draft["settings"]) => void;
  /** Begins anew with what the form began with, and forgets the draft that is kept. */
  clearDraft: () => void;

  /** The visitor consents to the price: the draft is checked and sent once. */
  press: () => void;
  /** The visitor consents to send this input, as it is, once (more). It is checked before. */
  send: (input: DraftInput) => void;
  /** Why Generate cannot be pressed now, one sentence; `null`: it can. */
  blockedReason: string | null;
  /** Until when Generate waits, in ms since the epoch, because the server asked for time. */
  notBefore: number | null;

  /** What is wrong with one of these fields, by the last press or by the model's word. */
  findError: (...fields: readonly InputField[]) => KlingVideoError | null;
  /** How often a press was refused because of the input: then the first such field wants the focus. */
  refusedPresses: number;
  /** The generation's error stands at its field, and need not stand on the stage. */
  isShownAtField: boolean;
}

/**
 * What a visitor makes with the parts, and what happens when it is sent: draft, checks, errors at
 * their fields, and when Generate must wait. It is the form of `KlingVideoGenerator`, for a layout
 * of your own.
 */
export function useGeneratorForm(
  { generation, submit, cancel }: UseKlingVideoResult,
  options: UseGeneratorFormOptions = {},
): GeneratorForm {
  const { slot = "default", defaultPrompt, defaultInput, persistDraft = true } = options;
  const { scope = "anonymous" } = useKlingVideoConfig(options);
  const transport = useTransport(options);
  const labels = useLabels(options.labels);
  const [initial] = useState(() => toDraft(defaultInput, defaultPrompt));
  const kept = useDraft({ scope, slot, initial, isKept: persistDraft, transport });
  const { draft, turn: draftTurn, change: changeDraft, clear } = kept;

  const refusals = useRefusals();
  const { errors: refused, presses: refusedPresses, refuse, forgive, forgiveAll } = refusals;
  const [editedAttemptId, setEditedAttemptId] = useState<string>();
  const sending = useRef<typeof submit | null>(null);
  const attemptId = generation.status === "idle" ? undefined : generation.attemptId;
  const isEdited = attemptId !== undefined && editedAttemptId === attemptId;
  const isSpent = generation.status === "failed" && generation.error.code === "budget-spent";
  // What is left may cover another input.
  const notBefore = isSpent && isEdited ? null : toRetryAt(generation);
  const findErrors = useCallback(
    (input: DraftInput) => validateInput(input, transport ? trustedOrigins(transport) : []),
    [transport],
  );

  const ofField = useFieldError(generation, draft, isEdited, transport);
  const { error: modelError, isShownAtField } = ofField;
  const findError = useCallback(
    (...fields: readonly InputField[]) =>
      findFieldError(modelError ? [...refused, modelError] : refused, fields),
    [refused, modelError],
  );

  const send = useCallback(
    (wanted: DraftInput) => {
      if (sending.current === submit) return;
      const input = toInput(wanted);
      if (!refuse(findErrors(wanted)) || !input) return;
      sending.current = submit;
      // A press on a button that waits for one is meant, however soon it comes: an echo finds it busy.
      void submit(input, { isAnotherTake: true }).finally(() => {
        if (sending.current === submit) sending.current = null;
      });
    },
    [findErrors, submit, refuse],
  );
  const sendDraft = useCallback((made: Draft) => send(toDraftInput(made)), [send]);

  const waiting = useWaitingPress(draft, sendDraft);
  const { setPending, withdraw } = waiting;
  const blockedReason = waiting.isWaiting
    ? labels.blockedPreparing
    : toBlock(generation, isEdited, labels);
  const latest = useLatest({ draft, generation, blockedReason, notBefore, waiting });

  const press = useCallback(() => {
    const now = latest.current;
    const isTooEarly = now.notBefore !== null && now.notBefore > Date.now();
    if (now.blockedReason !== null || isTooEarly) return;
    const { findPendingFields, wait } = now.waiting;
    const pendingFields = findPendingFields();
    if (pendingFields.length === 0) return sendDraft(now.draft);
    const isPending = ({ field }: KlingVideoError) => pendingFields.some((name) => name === field);
    const found = findErrors(toDraftInput(now.draft)).filter((error) => !isPending(error));
    if (refuse(found)) wait();
  }, [latest, findErrors, sendDraft, refuse]);

  const setters = useMemo(() => {
    const edit = () => {
      const { generation: current } = latest.current;
      // The press was a consent to the input as it was; nothing is sent yet.
      if (current.status === "uploading" || current.status === "waiting") void cancel();
      if (current.status !== "idle") setEditedAttemptId(current.attemptId);
    };
    const change = (part: Partial<Draft>) => {
      withdraw(part);
      edit();
      forgive(part);
      changeDraft(part);
    };
    return {
      setPrompt: (prompt: string) => change({ prompt }),
      setStartFrame: (startFrame: Frame) => change({ startFrame }),
      setEndFrame: (endFrame: Frame) => change({ endFrame }),
      setFrames: (frames: Pick<Draft, "startFrame" | "endFrame">) => {
        const { startFrame, endFrame } = latest.current.draft;
        change({
          ...(frames.startFrame !== startFrame && { startFrame: frames.startFrame }),
          ...(frames.endFrame !== endFrame && { endFrame: frames.endFrame }),
        });
      },
      setSettings: (settings: Draft["settings"]) => change({ settings }),
      clearDraft: () => {
        withdraw(latest.current.draft);
        edit();
        forgiveAll();
        clear();
      },
    };
  }, [latest, cancel, changeDraft, clear, withdraw, forgive, forgiveAll]);

  const now = {
    draft,
    draftTurn,
    blockedReason,
    notBefore,
    findError,
    refusedPresses,
    isShownAtField,
  };
  return { ...now, ...setters, setPending, press, send };
}
