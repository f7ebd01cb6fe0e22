"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { PrepareFrameOptions } from "../frames/prepareFrame.js";
import { useIsomorphicLayoutEffect } from "../hooks/useIsomorphicLayoutEffect.js";
import { useLatest } from "../hooks/useLatest.js";
import type { Frame } from "../model/frame.js";
import type { FrameChange } from "../model/FrameChange.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { checkAddress } from "./checkAddress.js";
import { preparePick } from "./preparePick.js";

/** What came of what the visitor gave last. */
export type PickOutcome =
  | { status: "none" }
  | { status: "checking" }
  /** `change`: what was done to the picture; `null` where it is sent as it was. */
  | { status: "taken"; change: FrameChange | null; notTaken: readonly File[] }
  /** An address whose picture this page cannot load. */
  | { status: "taken-unseen" }
  /** `toCrop`: the file that would do once a part of it is cut out. */
  | {
      status: "refused";
      error: KlingVideoError;
      notTaken: readonly File[];
      toCrop: File | null;
    }
  | { status: "no-file" };

/** Takes the first of some files that can be a frame; resolves to it, or to `null`. */
export type PickFiles = (
  files: readonly File[],
  options?: { isRestElsewhere?: boolean },
) => Promise<File | null>;

/** What `useFramePick` gives. The functions stay the same between renders. */
export interface UseFramePickResult {
  outcome: PickOutcome;
  /** Counts the outcomes. */
  turn: number;
  pick: PickFiles;
  /** Takes an address; resolves to whether it was taken. */
  pickAddress: (url: string) => Promise<boolean>;
  /** Takes a frame that is made already: a part that was cut out. */
  take: (file: File, change: FrameChange | null) => void;
  /** Forgets the last outcome and whatever is still being checked. */
  forget: () => void;
}

interface Turn {
  turn: number;
  outcome: PickOutcome;
  /** The value that the outcome is about; with another one it says nothing. */
  value: Frame;
}

/** Checks and prepares what a visitor drops, pastes, types or picks, and hands on what is taken. */
export function useFramePick(options: {
  value: Frame;
  frameOptions: PrepareFrameOptions;
  onTake: (value: File | string) => void;
  onRefuse: (error: KlingVideoError, file: File) => void;
  /** Something is being looked at and prepared, or no longer. */
  onPendingChange: (isPending: boolean) => void;
}): UseFramePickResult {
  const { value } = options;
  const [state, setState] = useState<Turn>({ turn: 0, outcome: { status: "none" }, value });
  const latest = useLatest(options);
  const running = useRef(0);
  const isPending = useRef(false);

  useEffect(() => () => void running.current++, []);

  /** Begins a turn: what was under way says nothing any more. */
  const begin = useCallback(() => {
    const turn = ++running.current;
    const before = latest.current.value;
    const end = (outcome: PickOutcome, about = before) => setState({ turn, outcome, value: about });
    const isOver = () => {
      if (turn !== running.current) return true;
      if (latest.current.value === before) return false;
      end({ status: "none" }); // somebody else changed the frame meanwhile, and that is newer
      return true;
    };
    const take = (taken: File | string, outcome: PickOutcome) => {
      end(outcome, taken);
      latest.current.onTake(taken);
    };
    const check = () => {
      isPending.current = true;
      latest.current.onPendingChange(true); // before anything is rendered: a press may come at once
      setState((last) => ({ ...last, outcome: { status: "checking" }, value: before }));
    };
    return { end, isOver, take, check };
  }, [latest]);

  const pick = useCallback<PickFiles>(
    async (files, { isRestElsewhere = false } = {}) => {
      const { end, isOver, take, check } = begin();
      if (files.length === 0) {
        end({ status: "no-file" });
        return null;
      }
      check();
      let refusal: { error: KlingVideoError; toCrop: File | null } | undefined;
      for (const [index, file] of files.entries()) {
        const prepared = await preparePick(file, latest.current.frameOptions);
        if (isOver()) return null;
        if (prepared.ok) {
          const rest = isRestElsewhere ? files.slice(0, index) : files;
          const notTaken = rest.filter((other) => other !== file);
          take(prepared.file, { status: "taken", change: prepared.change, notTaken });
          return file;
        }
        const { error } = prepared;
        const toCrop = error.code === "frame-ratio" ? file : null;
        if (!refusal || (toCrop && !refusal.toCrop)) refusal = { error, toCrop };
        latest.current.onRefuse(error, file);
      }
      if (refusal) end({ status: "refused", ...refusal, notTaken: files });
      return null;
    },
    [begin, latest],
  );

  const pickAddress = useCallback(
    async (url: string) => {
      const { end, isOver, take, check } = begin();
      check();
      const found = await checkAddress(url, latest.current.frameOptions.field ?? "image_url");
      if (isOver()) return false;
      if (!found.ok) end({ status: "refused", error: found.error, notTaken: [], toCrop: null });
      else if (found.isSeen) take(url, { status: "taken", change: null, notTaken: [] });
      else take(url, { status: "taken-unseen" });
      return found.ok;
    },
    [begin, latest],
  );

  const actions = useMemo(
    () => ({
      take: (file: File, change: FrameChange | null) =>
        begin().take(file, { status: "taken", change, notTaken: [] }),
      forget: () => begin().end({ status: "none" }, null),
    }),
    [begin],
  );

  const outcome: PickOutcome = state.value === value ? state.outcome : { status: "none" };
  const isChecking = outcome.status === "checking";
  useIsomorphicLayoutEffect(() => {
    // What came of it is rendered in this moment, the new value too.
    if (isChecking || !isPending.current) return;
    isPending.current = false;
    latest.current.onPendingChange(false);
  }, [isChecking, state, latest]);
  useEffect(
    () => () => {
      if (isPending.current) latest.current.onPendingChange(false);
      isPending.current = false;
    },
    [latest],
  );

  return { outcome, turn: state.turn, pick, pickAddress, ...actions };
}
