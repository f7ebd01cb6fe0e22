"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { FrameField } from "../model/frame.js";
import type { Draft } from "./Draft.js";

/** Which frames of a draft are being looked at and prepared. */
export type PendingFrames = Partial<Record<"startFrame" | "endFrame", boolean>>;

/** A press that waits for pictures. */
export interface WaitingPress {
  /** The fields whose picture is being prepared. */
  findPendingFields: () => readonly FrameField[];
  /** Whether a press waits for them. */
  isWaiting: boolean;
  setPending: (pending: PendingFrames) => void;
  /** A press waits from now on. */
  wait: () => void;
  /** The input changes: a press was a consent to it as it was. What is waited for may come. */
  withdraw: (part: Partial<Draft>) => void;
}

const FIELDS = { startFrame: "image_url", endFrame: "tail_image_url" } as const;
const NAMES = ["startFrame", "endFrame"] as const;

/**
 * Generate that is pressed while a picture is being prepared waits for it, and is sent once, with
 * that picture. If it is refused, nothing is sent: not with the picture before either.
 */
export function useWaitingPress(draft: Draft, send: (draft: Draft) => void): WaitingPress {
  // Known at once, before React has rendered it: a press may come in the same moment.
  const pending = useRef<PendingFrames>({});
  const [isPending, setIsPending] = useState(false);
  const [pressed, setPressed] = useState<{
    draft: Draft;
    names: readonly (typeof NAMES)[number][];
  } | null>(null);

  useEffect(() => {
    if (pressed === null || isPending || findPending(pending.current).length > 0) return;
    // oxlint-disable-next-line react/set-state-in-effect -- the picture came from outside of React
    setPressed(null);
    if (pressed.names.every((name) => draft[name] !== pressed.draft[name])) send(draft);
  }, [pressed, isPending, draft, send]);

  const setPending = useCallback((part: PendingFrames) => {
    pending.current = { ...pending.current, ...part };
    setIsPending(findPending(pending.current).length > 0);
  }, []);
  const withdraw = useCallback(
    (part: Partial<Draft>) =>
      setPressed((press) => {
        const names: readonly string[] = press?.names ?? [];
        return Object.keys(part).every((name) => names.includes(name)) ? press : null;
      }),
    [],
  );

  return {
    findPendingFields: () => findPending(pending.current).map((name) => FIELDS[name]),
    isWaiting: pressed !== null,
    setPending,
    wait: () => setPressed({ draft, names: findPending(pending.current) }),
    withdraw,
  };
}

function findPending(pending: PendingFrames) {
  return NAMES.filter((name) => pending[name]);
}
