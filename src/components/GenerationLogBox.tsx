"use client";

import { useDeferredValue, useRef, useState } from "react";
import { useIsomorphicLayoutEffect } from "../hooks/useIsomorphicLayoutEffect.js";
import type { Labels } from "../locales/Labels.js";
import { toLogKeys, type LogLine } from "../model/logs.js";
import { GenerationLogLine } from "./GenerationLogLine.js";

/** Nobody reads more lines than this in a small box, and each costs the page. */
const SHOWN_LINES_MAX = 200;

/** More than the box has room for. Those before them come when the page has time for them. */
const FIRST_LINES = 20;

/** So close to its end, a box counts as being there. */
const END_DISTANCE_PX = 8;

interface GenerationLogBoxProps {
  lines: readonly LogLine[];
  labels: Labels;
}

/**
 * The newest lines in a box that stays at its end, unless the reader scrolled up. Many new lines
 * are rendered bit by bit, and hold up no key press. Renders a `<div>` with an `<ol>`.
 */
export function GenerationLogBox({ lines: newest, labels }: GenerationLogBoxProps) {
  const lines = useDeferredValue(newest);
  // React 18 knows no first value, and renders all of them at once.
  const count = useDeferredValue(SHOWN_LINES_MAX, FIRST_LINES);
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isScrollable, setIsScrollable] = useState(false);

  useIsomorphicLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    setIsScrollable(element.scrollHeight > element.clientHeight);
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [lines, count]);

  const shown = lines.slice(-count);
  // A full log loses its oldest line with each new one: a place in it says nothing.
  const keys = toLogKeys(shown);
  return (
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
        {shown.map((line, index) => (
          <GenerationLogLine key={keys[index]} line={line} labels={labels} />
        ))}
      </ol>
    </div>
  );
}
