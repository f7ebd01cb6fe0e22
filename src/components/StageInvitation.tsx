"use client";

import { Clapperboard } from "lucide-react";
import { forwardRef, memo, type ComponentPropsWithoutRef } from "react";
import { useLabels } from "../hooks/useLabels.js";
import type { Labels } from "../locales/Labels.js";
import { cx } from "./cx.js";

/** Props of `StageInvitation`. */
export interface StageInvitationProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/** Says what will appear on a stage where nothing is yet. Renders a `<div>`. */
export const StageInvitation = memo(
  forwardRef<HTMLDivElement, StageInvitationProps>(function StageInvitation(
    { labels: ownLabels, className, ...rest },
    ref,
  ) {
    const labels = useLabels(ownLabels);
    return (
      <div ref={ref} {...rest} className={cx("kling kling-stage-invitation", className)}>
        <Clapperboard className="kling-icon kling-stage-icon" />
        <p className="kling-stage-title">{labels.stageIdle}</p>
        <p className="kling-stage-detail">{labels.stageIdleHint}</p>
      </div>
    );
  }),
);
