import type { KlingBudget } from "./KlingLimits.js";

const WINDOWS: readonly unknown[] = [
  "hour",
  "day",
  "month",
] satisfies readonly KlingBudget["per"][];

/** Whether a value from plain JavaScript limits spending. */
export function isBudget(value: unknown): value is KlingBudget {
  return (
    typeof value === "object" &&
    value !== null &&
    "usd" in value &&
    typeof value.usd === "number" &&
    Number.isFinite(value.usd) &&
    value.usd >= 0 &&
    "per" in value &&
    WINDOWS.includes(value.per)
  );
}
