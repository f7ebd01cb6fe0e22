"use client";

import { forwardRef, memo, type ComponentPropsWithoutRef } from "react";
import { useLabels } from "../hooks/useLabels.js";
import { usePrice } from "../hooks/usePrice.js";
import type { Labels } from "../locales/Labels.js";
import type { Generation } from "../model/Generation.js";
import { estimateCost } from "../model/price.js";
import { cx } from "./cx.js";
import { FailureActions } from "./FailureActions.js";
import { formatUsd } from "./formatUsd.js";
import { isEndedWithout, type GenerationWithoutVideo } from "./GenerationWithoutVideo.js";
import { RequestId } from "./RequestId.js";
import { toFailureWords } from "./toFailureWords.js";

export interface GenerationFailureProps extends Omit<
  ComponentPropsWithoutRef<"section">,
  "children"
> {
  /** A failed, unconfirmed or canceled generation. In any other status nothing is rendered. */
  generation: Generation;
  /** The error's own sentence stands at its field already: here only what became of it. */
  isShownAtField?: boolean | undefined;
  /** The visitor wants the same sent once more, after a failure; it costs again. */
  onRetry?: (() => void) | undefined;
  /** The visitor wants the same sent once more, although it may have arrived; it costs again. */
  onSendAgain?: (() => void) | undefined;
  /** The visitor wants to know now what became of it; offered only where somebody can answer. */
  onCheck?: (() => void) | undefined;
  /** The visitor has seen it. */
  onDismiss?: (() => void) | undefined;
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * Why there is no video: what happened, whether it cost anything, and the next steps as buttons.
 * Renders a `<section>`.
 */
export const GenerationFailure = memo(
  forwardRef<HTMLElement, GenerationFailureProps>(function GenerationFailure(
    {
      generation,
      isShownAtField = false,
      onRetry,
      onSendAgain,
      onCheck,
      onDismiss,
      labels: ownLabels,
      className,
      ...rest
    },
    ref,
  ) {
    const labels = useLabels(ownLabels);
    const priceList = usePrice();
    if (!isEndedWithout(generation)) return null;

    const price = formatUsd(estimateCost(generation.input.duration, priceList), labels.locale);
    const { title, text } = toFailureWords(generation, labels, isShownAtField);
    const tone = generation.status === "canceled" ? "info" : "warn";
    return (
      <section
        ref={ref}
        {...rest}
        className={cx("kling kling-notice kling-failure", className)}
        data-status={generation.status}
        data-code={generation.status === "canceled" ? undefined : generation.error.code}
        data-tone={tone}
      >
        <div
          className="kling-failure-words"
          data-tone={tone}
          role={isShownAtField ? undefined : "alert"}
        >
          <p className="kling-notice-title">{title}</p>
          <p className="kling-notice-text">{text}</p>
        </div>
        <RequestId requestId={toRequestId(generation)} labels={labels} />
        <FailureActions
          generation={generation}
          price={price}
          onRetry={onRetry}
          onSendAgain={onSendAgain}
          onCheck={onCheck}
          onDismiss={onDismiss}
          labels={labels}
        />
      </section>
    );
  }),
);

function toRequestId(generation: GenerationWithoutVideo): string | undefined {
  return generation.status === "unconfirmed" ? generation.error.requestId : generation.requestId;
}
