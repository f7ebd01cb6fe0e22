"use client";

import { ChevronDown } from "lucide-react";
import { forwardRef, memo, useEffect, useRef, type ComponentPropsWithoutRef } from "react";
import type { KlingVideoConfig } from "../hooks/KlingVideoContext.js";
import { useLabels } from "../hooks/useLabels.js";
import { INPUT_DEFAULTS, type InputField, type KlingVideoInput } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { validateInput } from "../model/validateInput.js";
import { cx } from "./cx.js";
import { DurationChoice } from "./DurationChoice.js";
import { GuidanceSlider } from "./GuidanceSlider.js";
import { NegativePrompt } from "./NegativePrompt.js";

/** The settings of a generation, in fal's words. What is missing is fal's default. */
export type GenerationSettingsValue = Pick<
  KlingVideoInput,
  "duration" | "cfg_scale" | "negative_prompt"
>;

/** Props of `GenerationSettings`. */
export interface GenerationSettingsProps
  extends Omit<ComponentPropsWithoutRef<"section">, "children">, Pick<KlingVideoConfig, "labels"> {
  /** Duration, guidance and negative prompt. */
  value: GenerationSettingsValue;
  /** Called with all settings when one of them changes. */
  onValueChange: (value: GenerationSettingsValue) => void;
  /** What is wrong with one of the settings, named by its `field`. */
  error?: KlingVideoError | null | undefined;
  /** Whether the settings cannot be changed now. @default false */
  isDisabled?: boolean | undefined;
}

/**
 * The settings of a generation: its length in one row, and guidance and negative prompt folded
 * away under "Advanced".
 *
 * Renders a `<section>` with radio buttons and a `<details>`.
 */
export const GenerationSettings = memo(
  forwardRef<HTMLElement, GenerationSettingsProps>(function GenerationSettings(props, ref) {
    const {
      value,
      onValueChange,
      error = null,
      isDisabled = false,
      labels: ownLabels,
      className,
      ...rest
    } = props;
    const labels = useLabels(ownLabels);
    const detailsRef = useRef<HTMLDetailsElement>(null);
    const change = (changed: GenerationSettingsValue) => onValueChange({ ...value, ...changed });

    const errors = validateInput({ image_url: null, prompt: "", ...value });
    const errorOf = (field: InputField) =>
      error?.field === field ? error : (errors.find((found) => found.field === field) ?? null);
    const isWrongInside = Boolean(errorOf("cfg_scale") ?? errorOf("negative_prompt"));

    useEffect(() => {
      if (isWrongInside && detailsRef.current) detailsRef.current.open = true;
    }, [isWrongInside]);

    return (
      <section {...rest} ref={ref} className={cx("kling kling-settings", className)}>
        <DurationChoice
          value={value.duration ?? INPUT_DEFAULTS.duration}
          onValueChange={(duration) => change({ duration })}
          error={errorOf("duration")}
          isDisabled={isDisabled}
          labels={labels}
        />
        <details className="kling-advanced" ref={detailsRef}>
          <summary className="kling-summary kling-advanced-summary">
            {labels.advanced}
            <ChevronDown className="kling-icon kling-summary-icon" />
          </summary>
          <div className="kling-advanced-body">
            <GuidanceSlider
              value={value.cfg_scale ?? INPUT_DEFAULTS.cfg_scale}
              onValueChange={(cfg_scale) => change({ cfg_scale })}
              error={errorOf("cfg_scale")}
              isDisabled={isDisabled}
              labels={labels}
            />
            <NegativePrompt
              value={value.negative_prompt ?? ""}
              // Empty means fal's default, as the placeholder says.
              onValueChange={(text) => change({ negative_prompt: text === "" ? undefined : text })}
              error={errorOf("negative_prompt")}
              isDisabled={isDisabled}
              labels={labels}
            />
          </div>
        </details>
      </section>
    );
  }),
);
