"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useLatest } from "../hooks/useLatest.js";
import type { Frame, FrameField } from "../model/frame.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { checkPick } from "./checkPick.js";

/** What came of the files that the visitor gave last. */
export type PickOutcome =
  | { status: "none" }
  | { status: "checking" }
  | { status: "taken"; notTaken: readonly File[] }
  | { status: "refused"; error: KlingVideoError; notTaken: readonly File[] }
  | { status: "no-file" };

/** What `useFramePick` gives. */
export interface UseFramePickResult {
  outcome: PickOutcome;
  /** Counts the outcomes. */
  turn: number;
  /** Takes the first of these files that can be a frame. */
  pick: (files: readonly File[]) => Promise<void>;
  /** Forgets the last outcome and whatever is still being checked. */
  forget: () => void;
}

interface Turn {
  turn: number;
  outcome: PickOutcome;
  /** The value that the outcome is about; with another one it says nothing. */
  value: Frame;
}

/** Checks the files that a visitor drops, pastes or picks, and hands on the one that is taken. */
export function useFramePick(options: {
  value: Frame;
  field: FrameField;
  onTake: (file: File) => void;
  onRefuse: (error: KlingVideoError, file: File) => void;
}): UseFramePickResult {
  const { value, field } = options;
  const [state, setState] = useState<Turn>({ turn: 0, outcome: { status: "none" }, value });
  const latest = useLatest(options);
  const running = useRef(0);

  useEffect(() => () => void running.current++, []);

  const forget = useCallback(() => {
    const turn = ++running.current;
    setState({ turn, outcome: { status: "none" }, value: null });
  }, []);

  const pick = useCallback(
    async (files: readonly File[]) => {
      const turn = ++running.current;
      const before = latest.current.value;
      const end = (outcome: PickOutcome, about = before) =>
        setState({ turn, outcome, value: about });
      if (files.length === 0) return end({ status: "no-file" });

      setState((last) => ({ ...last, outcome: { status: "checking" }, value: before }));
      let firstError: KlingVideoError | undefined;
      for (const file of files) {
        const error = await checkPick(file, field);
        if (turn !== running.current) return;
        // Somebody else changed the frame meanwhile, and that is newer than this pick.
        if (latest.current.value !== before) return end({ status: "none" });
        if (error === null) {
          end({ status: "taken", notTaken: files.filter((other) => other !== file) }, file);
          return latest.current.onTake(file);
        }
        firstError ??= error;
        latest.current.onRefuse(error, file);
      }
      if (firstError) end({ status: "refused", error: firstError, notTaken: files });
    },
    [field, latest],
  );

  const outcome: PickOutcome = state.value === value ? state.outcome : { status: "none" };
  return { outcome, turn: state.turn, pick, forget };
}
