import type { Labels } from "../locales/Labels.js";
import type { ErrorEntry } from "../model/errorCatalogue.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";

/** What is said about an error, in the words of a locale. */
export function toErrorText(
  error: KlingVideoError,
  labels: Labels,
): { message: string; hint: string | undefined } {
  const entry: ErrorEntry = labels.errors[error.code];
  return { message: entry.message(error.values), hint: entry.hint };
}
