"use client";

import { forwardRef, memo, type ComponentPropsWithoutRef } from "react";
import type { Generation } from "../model/Generation.js";
import { cx } from "./cx.js";
import { StageContext } from "./StageContext.js";
import { StageGround } from "./StageGround.js";
import { toStageStyle } from "./toStageStyle.js";
import { useStagePicture, type StagePicture } from "./useStagePicture.js";

export interface GenerationStageProps extends ComponentPropsWithoutRef<"div"> {
  /** The generation that is shown here; its status decides how the picture looks. */
  generation: Generation;
  /** Shown while there is no generation. @default nothing */
  picture?: StagePicture;
}

/**
 * One box for a generation from its first to its last state: it keeps the shape of the start
 * frame, and the parts inside (`GenerationProgress`, `VideoResult`, `GenerationFailure`) come and
 * go without anything jumping. Renders a `<div>`.
 */
export const GenerationStage = memo(
  forwardRef<HTMLDivElement, GenerationStageProps>(function GenerationStage(
    { generation, picture, className, style, children, ...rest },
    ref,
  ) {
    const shown = generation.status === "idle" ? picture : generation.input.image_url || picture;
    const decoded = useStagePicture(shown);
    return (
      <div
        ref={ref}
        {...rest}
        className={cx("kling kling-stage", className)}
        style={toStageStyle(decoded, style)}
        data-status={generation.status}
      >
        <StageGround picture={decoded} />
        <StageContext.Provider value={true}>{children}</StageContext.Provider>
      </div>
    );
  }),
);
