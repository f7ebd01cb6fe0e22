"use client";

import { Check } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useIsHydrated } from "../hooks/useIsHydrated.js";

const COPIED_SHOWN_MS = 2000;

interface CopyButtonProps {
  /** What is copied. */
  text: string;
  children: ReactNode;
  copiedLabel: string;
  "data-variant"?: "quiet";
  "aria-label"?: string;
}

/** Copies a text. Renders nothing where the browser has no clipboard for this page (plain http). */
export function CopyButton({ text, children, copiedLabel, ...rest }: CopyButtonProps) {
  const isHydrated = useIsHydrated();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), COPIED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  // Its type says that it is always there; on plain http it is not.
  if (!isHydrated || !("clipboard" in navigator)) return null;
  return (
    <button
      type="button"
      className="kling-button"
      {...rest}
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => setIsCopied(true),
          () => setIsCopied(false), // refused by the visitor or the browser: nothing was copied
        );
      }}
    >
      {isCopied ? <Check className="kling-icon" /> : null}
      <span aria-live="polite">{isCopied ? copiedLabel : children}</span>
    </button>
  );
}
