"use client";

import { useEffect, useRef, useState, type RefObject } from "react";
import type { FrameField } from "../model/frame.js";
import { isTextField } from "./isTextField.js";
import { readDroppedFiles } from "./readDroppedFiles.js";
import type { PickFiles } from "./useFramePick.js";

/** The tiles that are empty now, in their order, and how each takes files. */
export type EmptySlots = () => readonly (readonly [field: FrameField, pick: PickFiles])[];

/** What `useFrameFill` gives. */
export interface UseFrameFillResult {
  /** Whether a file is held over the area. */
  isDragActive: boolean;
  /** Files came, and no tile was empty. */
  isFull: boolean;
}

/**
 * Lets files that are dropped anywhere on an area, or pasted while the focus is in it, fill the
 * empty tiles. What a tile, a text field or the host takes itself is left alone.
 */
export function useFrameFill(
  areaRef: RefObject<HTMLElement | null>,
  emptySlots: EmptySlots,
): UseFrameFillResult {
  const [isDragActive, setIsDragActive] = useState(false);
  const [isFull, setIsFull] = useState(false);
  const latestSlots = useRef(emptySlots);
  useEffect(() => {
    latestSlots.current = emptySlots;
  });

  useEffect(() => {
    const area = areaRef.current;
    if (area === null) return;

    const isInside = (event: Event) => {
      const path = event.composedPath();
      const inner = path.slice(0, path.indexOf(area) + 1);
      // An open dialog of the area is a place of its own.
      const isOurs = inner.length > 0 && !inner.some((node) => node instanceof HTMLDialogElement);
      return isOurs && !event.defaultPrevented;
    };
    // Dropped beside everything that takes it, a link would be opened in place of the page.
    const isStrayLink = (event: DragEvent) => {
      const types = event.dataTransfer?.types ?? [];
      const isLink = types.includes("text/uri-list") && !types.includes("Files");
      return isLink && isInside(event) && !isTextField(event.target);
    };
    const take = async (event: DragEvent | ClipboardEvent) => {
      event.preventDefault();
      const files = (await readDroppedFiles(event)).filter((file) => file instanceof File);
      setIsFull(latestSlots.current().length === 0);
      await fill(() => latestSlots.current(), files);
    };
    const onDragOver = (event: DragEvent) => {
      const { dataTransfer } = event;
      const isOurs = isInside(event) && dataTransfer?.types.includes("Files") === true;
      setIsDragActive(isOurs);
      if (isStrayLink(event)) event.preventDefault();
      if (!isOurs) return;
      event.preventDefault();
      dataTransfer.dropEffect = "copy";
    };
    const onDragLeave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setIsDragActive(false);
    };
    const onDrop = (event: DragEvent) => {
      setIsDragActive(false);
      setIsFull(false);
      if (isStrayLink(event)) event.preventDefault();
      else if (isInside(event) && event.dataTransfer?.types.includes("Files")) void take(event);
    };
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData } = event;
      if (!isInside(event) || !clipboardData?.files.length) return;
      // What is copied from a document is its text first of all, with a picture of it beside.
      if (isTextField(event.target) && clipboardData.types.includes("text/plain")) return;
      void take(event);
    };

    // On the document, because whoever takes an event on its way up has said so by then.
    const page = area.ownerDocument;
    page.addEventListener("dragover", onDragOver);
    page.addEventListener("dragleave", onDragLeave);
    page.addEventListener("drop", onDrop);
    page.addEventListener("paste", onPaste);
    return () => {
      page.removeEventListener("dragover", onDragOver);
      page.removeEventListener("dragleave", onDragLeave);
      page.removeEventListener("drop", onDrop);
      page.removeEventListener("paste", onPaste);
    };
  }, [areaRef]);

  return { isDragActive, isFull };
}

/**
 * Each empty tile takes the first file that can be a frame; the last one names what is left. What
 * the visitor fills meanwhile is not empty any more.
 */
async function fill(emptySlots: EmptySlots, files: readonly File[]): Promise<void> {
  let rest = files;
  for (let slots = emptySlots(); slots.length > 0; slots = emptySlots()) {
    const [[, pick] = []] = slots;
    const taken = await pick?.(rest, { isRestElsewhere: slots.length > 1 });
    if (!taken) return;
    rest = rest.slice(rest.indexOf(taken) + 1);
    if (rest.length === 0) return;
  }
}
