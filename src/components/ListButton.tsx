"use client";

import type { ReactNode, RefObject } from "react";
import type { Labels } from "../locales/Labels.js";
import { useFocusFallback } from "./useFocusFallback.js";

interface ListButtonProps {
  /** What it does; the first word of its name. */
  word: string;
  /** Of what it does it to: no two buttons of a list have the same name. */
  name: string;
  onClick: () => void;
  isDisabled?: boolean;
  variant?: "icon";
  /** Takes the focus when the button goes. */
  fallbackRef: RefObject<HTMLElement | null>;
  labels: Labels;
  /** @default the word */
  children?: ReactNode;
}

/** A button for one entry of a list. */
export function ListButton({
  word,
  name,
  onClick,
  isDisabled = false,
  variant,
  fallbackRef,
  labels,
  children = word,
}: ListButtonProps) {
  const ref = useFocusFallback(fallbackRef);
  return (
    <button
      ref={ref}
      type="button"
      className="kling-button"
      data-variant={variant}
      aria-label={labels.listAction(word, name)}
      aria-disabled={isDisabled}
      onClick={() => !isDisabled && onClick()}
    >
      {children}
    </button>
  );
}
