"use client";

import { forwardRef, memo, useId, type ComponentPropsWithoutRef } from "react";
import { useLabels } from "../hooks/useLabels.js";
import { useReached } from "../hooks/useReached.js";
import type { Labels } from "../locales/Labels.js";
import type { Duration } from "../model/input.js";
import { CostBadge } from "./CostBadge.js";
import { Countdown } from "./Countdown.js";
import { cx } from "./cx.js";

/** Props of `GenerateButton`. */
export interface GenerateButtonProps extends Omit<
  ComponentPropsWithoutRef<"button">,
  "children" | "type" | "disabled"
> {
  /** Length of the video, which makes the price. @default "5" */
  duration?: Duration | undefined;
  /** Called when the visitor consents to the price. Not called while it is blocked. */
  onGenerate: () => void;
  /** Why it cannot be pressed now, one sentence. @default it can */
  blockedReason?: string | null | undefined;
  /** Until when it waits, in ms since the epoch, because the server asked for time. */
  notBefore?: number | null | undefined;
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * Generate, with its price as part of its name, and one line under it: why it is blocked, or the
 * promise that it costs once. Renders a `<button>` and a `<p>`.
 *
 * A blocked button is `aria-disabled`, so that it can be reached and says why.
 */
export const GenerateButton = memo(
  forwardRef<HTMLButtonElement, GenerateButtonProps>(function GenerateButton(props, ref) {
    const {
      duration,
      onGenerate,
      blockedReason = null,
      notBefore = null,
      labels: ownLabels,
      className,
      onClick,
      ...rest
    } = props;
    const labels = useLabels(ownLabels);
    const isReached = useReached(notBefore);
    const isBlocked = blockedReason !== null || !isReached;
    const lineId = useId();
    return (
      <div className="kling kling-generate">
        <button
          ref={ref}
          type="button"
          data-variant="primary"
          aria-describedby={lineId}
          {...rest}
          className={cx("kling-button", className)}
          aria-disabled={isBlocked}
          onClick={(event) => {
            onClick?.(event);
            if (!event.defaultPrevented && !isBlocked) onGenerate();
          }}
        >
          <span className="kling-generate-label">{labels.generate}</span>{" "}
          <CostBadge duration={duration} labels={ownLabels} />
        </button>
        <p className="kling-hint kling-generate-line" id={lineId}>
          {blockedReason ??
            (isReached || notBefore === null ? (
              labels.payOnce
            ) : (
              <Countdown until={notBefore} format={labels.blockedCountdown} />
            ))}
        </p>
      </div>
    );
  }),
);
