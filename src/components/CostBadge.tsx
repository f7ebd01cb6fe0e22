"use client";

import { forwardRef, memo, type ComponentPropsWithoutRef } from "react";
import type { KlingVideoConfig } from "../hooks/KlingVideoContext.js";
import { useLabels } from "../hooks/useLabels.js";
import { usePrice } from "../hooks/usePrice.js";
import { INPUT_DEFAULTS, type Duration } from "../model/input.js";
import { estimateCost } from "../model/price.js";
import { cx } from "./cx.js";
import { formatUsd } from "./formatUsd.js";

/** Props of `CostBadge`. */
export interface CostBadgeProps
  extends
    Omit<ComponentPropsWithoutRef<"span">, "children">,
    Pick<
      KlingVideoConfig,
      "labels" | "price" | "transport" | "proxyUrl" | "headers" | "credentials"
    > {
  /** Length of the video in seconds. @default "5" */
  duration?: Duration | undefined;
}

/**
 * The price of one generation, such as `$0.35`. It has the color of the text around it, so that it
 * can stand on a button and be part of its name.
 *
 * Renders a `<span>`.
 */
export const CostBadge = memo(
  forwardRef<HTMLSpanElement, CostBadgeProps>(function CostBadge(props, ref) {
    const {
      duration = INPUT_DEFAULTS.duration,
      price: ownPrice,
      transport,
      proxyUrl,
      headers,
      credentials,
      labels: ownLabels,
      className,
      ...rest
    } = props;
    const { locale } = useLabels(ownLabels);
    const price = usePrice({ price: ownPrice, transport, proxyUrl, headers, credentials });
    return (
      <span {...rest} ref={ref} className={cx("kling-cost kling-number", className)}>
        {formatUsd(estimateCost(duration, price), locale)}
      </span>
    );
  }),
);
