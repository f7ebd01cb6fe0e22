"use client";

import { ChevronDown } from "lucide-react";
import { forwardRef, memo, useState, type ComponentPropsWithoutRef } from "react";
import { useLabels } from "../hooks/useLabels.js";
import type { Labels } from "../locales/Labels.js";
import type { LogLine } from "../model/logs.js";
import { cx } from "./cx.js";
import { GenerationLogBox } from "./GenerationLogBox.js";

export interface GenerationLogsProps extends Omit<
  ComponentPropsWithoutRef<"details">,
  "children" | "open"
> {
  /** Oldest first. Of a long list the newest lines are shown. */
  lines: readonly LogLine[];
  /** Whether the lines are shown. @default what the visitor has chosen, at first open */
  isOpen?: boolean | undefined;
  /** Called when the visitor opens or closes it: closed, nobody needs to ask fal for lines. */
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * What the model writes while it works, as plain text, in a box that can be closed. It stays at its
 * end, unless the reader scrolled up. Renders a `<details>` with an `<ol>`, or nothing where there
 * are no lines.
 */
export const GenerationLogs = memo(
  forwardRef<HTMLDetailsElement, GenerationLogsProps>(function GenerationLogs(props, ref) {
    const { lines, isOpen: given, onOpenChange, labels: ownLabels, ...others } = props;
    const { className, onToggle, ...rest } = others;
    const labels = useLabels(ownLabels);
    const [chosen, setChosen] = useState(true);
    const isOpen = given ?? chosen;

    if (lines.length === 0) return null;
    return (
      <details
        {...rest}
        ref={ref}
        className={cx("kling kling-logs", className)}
        open={isOpen}
        onToggle={(event) => {
          onToggle?.(event);
          const { open } = event.currentTarget;
          if (open === isOpen) return;
          setChosen(open);
          onOpenChange?.(open);
        }}
      >
        <summary className="kling-summary kling-logs-summary">
          {labels.logs}
          <ChevronDown className="kling-icon kling-summary-icon" />
        </summary>
        {isOpen ? <GenerationLogBox lines={lines} labels={labels} /> : null}
      </details>
    );
  }),
);
