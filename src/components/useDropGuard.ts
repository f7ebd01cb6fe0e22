"use client";

import { useEffect } from "react";

/**
 * Keeps the page from being replaced by a file that is dropped beside a drop zone.
 * Drops that somebody else takes, and drags of anything but files, are left alone.
 */
export function useDropGuard(): void {
  useEffect(() => {
    // On the window, because it hears last: whoever takes the drop has said so by then.
    window.addEventListener("dragover", guard);
    window.addEventListener("drop", guard);
    return () => {
      window.removeEventListener("dragover", guard);
      window.removeEventListener("drop", guard);
    };
  }, []);
}

function guard(event: DragEvent): void {
  const { dataTransfer } = event;
  if (event.defaultPrevented || !dataTransfer?.types.includes("Files")) return;
  if (event.composedPath().some(takesFilesByItself)) return;
  event.preventDefault();
  dataTransfer.dropEffect = "none";
}

function takesFilesByItself(target: EventTarget): boolean {
  if (target instanceof HTMLInputElement) return target.type === "file" && !target.disabled;
  return target instanceof HTMLElement && target.isContentEditable;
}
