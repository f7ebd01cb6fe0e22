"use client";

import { useEffect, useRef, useState } from "react";
import { cropFrame, type PixelArea } from "../frames/cropFrame.js";
import type { FrameOptions } from "../frames/FrameOptions.js";
import type { FrameChange } from "../model/FrameChange.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";

type CropState =
  | { status: "idle" }
  | { status: "preparing" }
  | { status: "failed"; error: KlingVideoError };

const IDLE: CropState = { status: "idle" };

/** Cuts a part out of a picture. A result that comes when nobody waits anymore is dropped. */
export function useCrop(
  file: Blob,
  options: FrameOptions,
  onCrop: (file: File, change: FrameChange | null) => void,
): { state: CropState; crop: (area: PixelArea) => Promise<void> } {
  const [told, setTold] = useState({ file, state: IDLE });
  const turn = useRef(0);
  const state = told.file === file ? told.state : IDLE;

  useEffect(
    () => () => {
      turn.current += 1;
    },
    [file],
  );

  const crop = async (area: PixelArea) => {
    if (state.status === "preparing") return;
    const ownTurn = ++turn.current;
    setTold({ file, state: { status: "preparing" } });
    const result = await cropFrame(file, area, options);
    if (ownTurn !== turn.current) return;
    if (!result.ok) {
      setTold({ file, state: { status: "failed", error: result.error } });
      return;
    }
    setTold({ file, state: IDLE });
    onCrop(result.file, result.change);
  };
  return { state, crop };
}
