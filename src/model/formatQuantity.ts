/** A line never ends between the two. */
const NO_BREAK_SPACE = "\u00a0";

/** A number and its unit, which a line end never parts: `"8.1 MB"`, `"5 s"`. */
export function formatQuantity(value: number | string, unit: string): string {
  return value + NO_BREAK_SPACE + unit;
}
