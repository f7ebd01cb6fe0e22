"use client";

import { createContext } from "react";
import type { Frame, FrameField } from "../model/frame.js";
import type { PickFiles } from "./useFramePick.js";

/** What the two tiles of a pair know of each other. */
export interface FramePairLink {
  /** Says how a tile takes files that are dropped or pasted beside it. @returns the way out */
  register: (field: FrameField, pick: PickFiles) => () => void;
  /** While the visitor compares: each tile shows the frame of the other. */
  compared: Readonly<Record<FrameField, Frame>> | null;
  /** Marks a drag of a frame of this pair; another pair does not take it. */
  dragType: string;
  /** A frame was dragged onto the other tile. */
  onDragOnto: (from: FrameField, to: FrameField, isCopy: boolean) => void;
}

/** Filled by `FramePair`; `null` around a tile that stands alone. */
export const FramePairContext = createContext<FramePairLink | null>(null);
