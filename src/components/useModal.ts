"use client";

import type { RefObject } from "react";
import { useIsomorphicLayoutEffect } from "../hooks/useIsomorphicLayoutEffect.js";

/**
 * Opens a dialog over the page for as long as it is rendered. The focus moves into it, and back to
 * where it was when it goes.
 */
export function useModal(dialogRef: RefObject<HTMLDialogElement | null>): void {
  useIsomorphicLayoutEffect(() => {
    const dialog = dialogRef.current;
    if (dialog === null) return;
    // In jsdom, where hosts run their tests, there are no modal dialogs.
    if (typeof dialog.showModal !== "function") {
      dialog.setAttribute("open", "");
      return;
    }
    dialog.showModal();
    // The dialog itself, so that its name is read and no button is pressed by mistake.
    dialog.focus();
    return () => dialog.close();
  }, [dialogRef]);
}
