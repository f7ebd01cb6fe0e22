"use client";

import { useState, type DragEvent } from "react";
import type { Frame, FrameField } from "../model/frame.js";
import type { FramePairLink } from "./FramePairContext.js";

/**
 * Lets a frame be dragged from one tile of a pair onto the other: they change places, or with Ctrl,
 * Alt or Cmd it is copied. `takeDrop` says whether a drop was such a frame.
 */
export function useFrameDrag(
  pair: FramePairLink | null,
  field: FrameField,
  value: Frame,
  isDisabled: boolean,
) {
  const [isOver, setIsOver] = useState(false);
  if (pair === null || isDisabled) return NO_DRAG;

  const isOurs = (event: DragEvent) => event.dataTransfer.types.includes(pair.dragType);
  const dragProps = {
    draggable: value !== null,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.dataTransfer.setData(pair.dragType, field);
      event.dataTransfer.effectAllowed = "copyMove";
      const picture = event.currentTarget.querySelector("img");
      if (picture) event.dataTransfer.setDragImage(picture, 24, 24);
    },
    onDragEnter: (event: DragEvent) => isOurs(event) && setIsOver(true),
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      const to = event.relatedTarget;
      if (!(to instanceof Node && event.currentTarget.contains(to))) setIsOver(false);
    },
  };
  const takeDrop = (event: DragEvent) => {
    setIsOver(false);
    if (!isOurs(event)) return false;
    event.preventDefault();
    event.stopPropagation(); // a drop zone would look for files in it
    const from = event.dataTransfer.getData(pair.dragType);
    if (from !== field && (from === "image_url" || from === "tail_image_url")) {
      pair.onDragOnto(from, field, event.ctrlKey || event.altKey || event.metaKey);
    }
    return true;
  };
  return { isFrameOver: isOver, dragProps, takeDrop };
}

const NO_DRAG = { isFrameOver: false, dragProps: {}, takeDrop: () => false };
