"use client";

import {
  forwardRef,
  memo,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
} from "react";
import { useIsHydrated } from "../hooks/useIsHydrated.js";
import { useLabels } from "../hooks/useLabels.js";
import type { Labels } from "../locales/Labels.js";
import type { LogLine } from "../model/logs.js";
import { cx } from "./cx.js";

/** Nobody reads more lines than this in a small box, and each costs the page. */
const SHOWN_LINES_MAX = 200;

/** So close to its end, a box counts as being there. */
const END_DISTANCE_PX = 8;

export interface GenerationLogsProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** Oldest first. Of a long list the newest lines are shown. */
  lines: readonly LogLine[];
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * What the model writes while it works, as plain text. It stays at its end, unless the reader
 * scrolled up. Renders a `<div>` with an `<ol>`, or nothing where there are no lines.
 */
export const GenerationLogs = memo(
  forwardRef<HTMLDivElement, GenerationLogsProps>(function GenerationLogs(
    { lines, labels: ownLabels, className, onScroll, ...rest },
    ref,
  ) {
    const labels = useLabels(ownLabels);
    const isHydrated = useIsHydrated();
    const box = useRef<HTMLDivElement>(null);
    const isAtEnd = useRef(true);
    const [isScrollable, setIsScrollable] = useState(false);
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => box.current);

    useEffect(() => {
      const element = box.current;
      if (!element) return;
      setIsScrollable(element.scrollHeight > element.clientHeight);
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    }, [lines]);

    if (lines.length === 0) return null;
    const firstIndex = Math.max(0, lines.length - SHOWN_LINES_MAX);
    return (
      <div
        role="group"
        aria-label={labels.logs}
        // What scrolls must be reachable with the keyboard.
        tabIndex={isScrollable ? 0 : undefined}
        {...rest}
        ref={box}
        className={cx("kling kling-logs", className)}
        onScroll={(event) => {
          onScroll?.(event);
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < END_DISTANCE_PX;
        }}
      >
        <ol className="kling-logs-lines">
          {lines.slice(firstIndex).map((line, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines are only added at the end
            <li key={firstIndex + index} className="kling-logs-line" data-level={line.level}>
              <span className="kling-logs-time">{isHydrated ? toClock(line.timestamp) : ""}</span>{" "}
              <bdi className="kling-logs-message">{line.message}</bdi>
            </li>
          ))}
        </ol>
      </div>
    );
  }),
);

/** The visitor's own time of day: `"14:02:11"`; empty where the timestamp makes no sense. */
function toClock(timestamp: string): string {
  const date = new Date(timestamp);
  if (Number.isNaN(date.getTime())) return "";
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
