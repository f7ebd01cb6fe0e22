"use client";

import { useEffect, type RefObject } from "react";
import type { Frame } from "../model/frame.js";

/**
 * Keeps what a file input says about itself true ("boat.jpg", "No file chosen"), also after a
 * drop, a refusal, a removal, or a value from outside.
 *
 * @param turn counts what the visitor picked, taken or not
 */
export function useFileInput(
  inputRef: RefObject<HTMLInputElement | null>,
  value: Frame,
  turn: number,
): void {
  useEffect(() => {
    const input = inputRef.current;
    if (input === null) return;
    const empty = () => {
      input.value = "";
    };
    const tell = () => {
      if (!(value instanceof File)) return empty();
      const transfer = new DataTransfer();
      transfer.items.add(value);
      input.files = transfer.files;
    };
    tell();
    // The same file picked again is heard only by an empty input; it may have changed on the disk.
    input.addEventListener("click", empty);
    input.addEventListener("cancel", tell);
    return () => {
      input.removeEventListener("click", empty);
      input.removeEventListener("cancel", tell);
    };
  }, [inputRef, value, turn]);
}
