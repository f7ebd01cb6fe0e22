import { formatQuantity } from "./formatQuantity.js";

/** Bytes for people, in powers of ten: `8_130_000` → `"8.1 MB"`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatQuantity(bytes, "B");
  if (bytes < 1_000_000) return formatQuantity(round(bytes / 1000), "kB");
  return formatQuantity(round(bytes / 1_000_000), "MB");
}

function round(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, "");
}
