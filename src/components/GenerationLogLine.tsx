"use client";

import { memo, useState } from "react";
import { useIsHydrated } from "../hooks/useIsHydrated.js";
import type { Labels } from "../locales/Labels.js";
import type { LogLine } from "../model/logs.js";

/** A line that is longer fills the box by itself, and hides those around it. */
const SHOWN_LENGTH_MAX = 400;

interface GenerationLogLineProps {
  line: LogLine;
  labels: Labels;
}

/** One line of the log; a long one shows its beginning first. Renders an `<li>`. */
export const GenerationLogLine = memo(function GenerationLogLine(props: GenerationLogLineProps) {
  const { line, labels } = props;
  const isHydrated = useIsHydrated();
  const [isWhole, setIsWhole] = useState(false);
  const { message, timestamp, level } = line;
  const isCut = message.length > SHOWN_LENGTH_MAX && !isWhole;
  return (
    <li className="kling-logs-line" data-level={level}>
      <span className="kling-logs-time">{isHydrated ? toClock(timestamp) : ""}</span>{" "}
      <bdi className="kling-logs-message">
        {isCut ? `${message.slice(0, SHOWN_LENGTH_MAX)}…` : message}
      </bdi>
      {isCut ? (
        <button type="button" className="kling-logs-all" onClick={() => setIsWhole(true)}>
          {labels.logsShowAll}
        </button>
      ) : null}
    </li>
  );
});

/** The visitor's own time of day: `"14:02:11"`; empty where the timestamp makes no sense. */
function toClock(timestamp: string): string {
  const date = new Date(timestamp);
  if (Number.isNaN(date.getTime())) return "";
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
