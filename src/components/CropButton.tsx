"use client";

import type { ReactNode } from "react";

interface CropButtonProps {
  name: string;
  /** Whether there is nothing more to do in its direction; it keeps the focus. */
  isBlocked: boolean;
  onPress: () => void;
  /** An icon. */
  children: ReactNode;
}

/** A small round button that moves or zooms the picture one step. */
export function CropButton({ name, isBlocked, onPress, children }: CropButtonProps) {
  return (
    <button
      type="button"
      className="kling-button"
      data-variant="icon"
      aria-disabled={isBlocked}
      title={name}
      onClick={() => {
        if (!isBlocked) onPress();
      }}
    >
      {children}
      <span className="kling-visually-hidden">{name}</span>
    </button>
  );
}
