"use client";

import { ArrowLeftRight } from "lucide-react";
import { forwardRef, memo, type ComponentPropsWithoutRef } from "react";
import { useLabels } from "../hooks/useLabels.js";
import type { Labels } from "../locales/Labels.js";
import { cx } from "./cx.js";

/** Props of `SwapFramesButton`. */
export interface SwapFramesButtonProps extends Omit<
  ComponentPropsWithoutRef<"button">,
  "children" | "type" | "disabled"
> {
  /** Whether there is nothing to swap. @default false */
  isDisabled?: boolean | undefined;
  /** Called when start and end frame shall change places. */
  onSwap: () => void;
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/** Lets start and end frame change places. Renders a `<button>`. */
export const SwapFramesButton = memo(
  forwardRef<HTMLButtonElement, SwapFramesButtonProps>(function SwapFramesButton(
    { isDisabled = false, onSwap, labels: ownLabels, className, onClick, ...rest },
    ref,
  ) {
    const labels = useLabels(ownLabels);
    return (
      <button
        ref={ref}
        type="button"
        data-variant="icon"
        aria-label={labels.swapFrames}
        title={labels.swapFrames}
        {...rest}
        className={cx("kling kling-button kling-swap", className)}
        aria-disabled={isDisabled}
        onClick={(event) => {
          onClick?.(event);
          if (!event.defaultPrevented && !isDisabled) onSwap();
        }}
      >
        <ArrowLeftRight className="kling-icon" />
      </button>
    );
  }),
);
