"use client";

import { ChevronDown } from "lucide-react";
import {
  forwardRef,
  memo,
  useEffect,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
} from "react";
import { useLabels } from "../hooks/useLabels.js";
import type { Labels } from "../locales/Labels.js";
import type { LogLine } from "../model/logs.js";
import { cx } from "./cx.js";
import { GenerationLogLine } from "./GenerationLogLine.js";

/** Nobody reads more lines than this in a small box, and each costs the page. */
const SHOWN_LINES_MAX = 200;

/** So close to its end, a box counts as being there. */
const END_DISTANCE_PX = 8;

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
    const box = useRef<HTMLDivElement>(null);
    const isAtEnd = useRef(true);
    const [isScrollable, setIsScrollable] = useState(false);

    useEffect(() => {
      const element = box.current;
      if (!element) return;
      setIsScrollable(element.scrollHeight > element.clientHeight);
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    }, [lines, isOpen]);

    if (lines.length === 0) return null;
    const firstIndex = Math.max(0, lines.length - SHOWN_LINES_MAX);
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
          isAtEnd.current = true;
          setChosen(open);
          onOpenChange?.(open);
        }}
      >
        <summary className="kling-summary kling-logs-summary">
          {labels.logs}
          <ChevronDown className="kling-icon kling-summary-icon" />
        </summary>
        {isOpen ? (
          <div
            role="group"
            aria-label={labels.logs}
            // What scrolls must be reachable with the keyboard.
            tabIndex={isScrollable ? 0 : undefined}
            ref={box}
            className="kling-logs-box"
            onScroll={(event) => {
              const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
              isAtEnd.current = scrollHeight - scrollTop - clientHeight < END_DISTANCE_PX;
            }}
          >
            <ol className="kling-logs-lines">
              {lines.slice(firstIndex).map((line, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- lines are only added at the end
                <GenerationLogLine key={firstIndex + index} line={line} labels={labels} />
              ))}
            </ol>
          </div>
        ) : null}
      </details>
    );
  }),
);
