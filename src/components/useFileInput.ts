"use client";

import { useEffect, type RefObject } from "react";
import type { Frame } from "../model/frame.js";

/**
 * Empties a file input whenever it would tell of another file than the one that is held: after a
 * refusal, a removal, or a value from outside.
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
    if (input.files?.[0] !== value) empty();
    // The same file picked again is heard only by an empty input; it may have changed on the disk.
    input.addEventListener("click", empty);
    return () => input.removeEventListener("click", empty);
  }, [inputRef, value, turn]);
}
