import { formatQuantity } from "../model/formatQuantity.js";

const UNITS = [
  ["d", 24 * 60 * 60],
  ["h", 60 * 60],
  ["min", 60],
  ["s", 1],
] as const;

/** A stretch of time by its two largest units: `"45 s"`, `"2 min 5 s"`, `"5 h 12 min"`. */
export function toTimeWords(seconds: number): string {
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  if (first === -1) return formatQuantity(0, "s");
  let rest = seconds;
  const words = UNITS.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 || unit === "s" ? formatQuantity(count, unit) : "";
  });
  return words.filter(Boolean).join(" ");
}
