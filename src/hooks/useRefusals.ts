"use client";

import { useCallback, useState } from "react";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import type { Draft } from "./Draft.js";

/** What was wrong with the input at the last press. */
export interface Refusals {
  errors: readonly KlingVideoError[];
  /** How often a press was refused. */
  presses: number;
  /** Notes what a press found; returns whether that was nothing. */
  refuse: (errors: readonly KlingVideoError[]) => boolean;
  /** Forgets what was said about a part of the draft that is being changed. */
  forgive: (part: Partial<Draft>) => void;
  /** Forgets all of it; the presses stay counted. */
  forgiveAll: () => void;
}

/** Keeps what a press found wrong, each until its field is changed. The functions stay the same. */
export function useRefusals(): Refusals {
  const [{ errors, presses }, setRefused] = useState(NOTHING_REFUSED);

  const refuse = useCallback((found: readonly KlingVideoError[]) => {
    setRefused((known) => ({
      errors: found,
      presses: known.presses + Math.sign(found.length),
    }));
    return found.length === 0;
  }, []);
  const forgive = useCallback((part: Partial<Draft>) => {
    setRefused((known) =>
      known.errors.some((error) => isAbout(error, part))
        ? { ...known, errors: known.errors.filter((error) => !isAbout(error, part)) }
        : known,
    );
  }, []);
  const forgiveAll = useCallback(() => setRefused((known) => ({ ...known, errors: [] })), []);

  return { errors, presses, refuse, forgive, forgiveAll };
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
