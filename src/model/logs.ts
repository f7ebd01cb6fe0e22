import { toPlainText } from "./toPlainText.js";

/** One line that the model wrote while it worked. Plain text; safe to show. */
export interface LogLine {
  message: string;
  /** As fal gave it, usually ISO 8601; may be empty or make no sense. */
  timestamp: string;
  /** `INFO`, `ERROR` … in fal's words; may be empty. */
  level: string;
}

/** Most lines that are kept; the oldest go first. */
export const LOG_LINES_MAX = 2000;

/** Most characters of a line that are kept. */
const LOG_LINE_MAX_LENGTH = 4000;

/** A line as plain text of bounded length. */
export function toLogLine(message: string, timestamp = "", level = ""): LogLine {
  const cut =
    message.length > LOG_LINE_MAX_LENGTH ? `${message.slice(0, LOG_LINE_MAX_LENGTH)}…` : message;
  return {
    message: toPlainText(cut),
    timestamp: toPlainText(timestamp),
    level: toPlainText(level),
  };
}

/** A name for each line, by what it says; equal lines are numbered. */
export function toLogKeys(lines: readonly LogLine[]): string[] {
  const counts = new Map<string, number>();
  return lines.map(({ timestamp, level, message }) => {
    const key = JSON.stringify([timestamp, level, message]);
    const ordinal = counts.get(key) ?? 0;
    counts.set(key, ordinal + 1);
    return `${key}${ordinal}`;
  });
}

/**
 * Both lists as one, each line once, in the order of time.
 * A source repeats what it said before, so the n-th equal line of one is the n-th of the other.
 */
export function mergeLogs(known: readonly LogLine[], seen: readonly LogLine[]): readonly LogLine[] {
  if (seen.length === 0) return known;
  const [knownKeys, seenKeys] = [toLogKeys(known), toLogKeys(seen)];
  if (isWithin(knownKeys, seenKeys)) {
    // A source that tells all of them tells their order, too.
    const lines = sortByTime(seen).slice(-LOG_LINES_MAX);
    return String(toLogKeys(lines)) === String(knownKeys) ? known : lines;
  }
  const isKnown = new Set(knownKeys);
  const fresh = seen.filter((_, index) => !isKnown.has(seenKeys[index] ?? ""));
  if (fresh.length === 0) return known;
  return sortByTime([...known, ...fresh]).slice(-LOG_LINES_MAX);
}

function isWithin(keys: readonly string[], others: readonly string[]): boolean {
  const isOther = new Set(others);
  return keys.every((key) => isOther.has(key));
}

/** A line whose time makes no sense stays behind the line that it came after. */
function sortByTime(lines: readonly LogLine[]): LogLine[] {
  let latest = -Infinity;
  const timed = lines.map((line) => {
    const time = Date.parse(line.timestamp);
    if (!Number.isNaN(time)) latest = time;
    return { line, time: latest };
  });
  return timed.sort((a, b) => (a.time === b.time ? 0 : a.time - b.time)).map(({ line }) => line);
}
