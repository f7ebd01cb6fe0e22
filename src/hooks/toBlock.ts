import type { Labels } from "../locales/Labels.js";
import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";
import { isActive, type Generation } from "../model/Generation.js";

/** What the model refused, it would refuse again, and may charge for it again. */
const REFUSED_CODES: readonly KlingVideoErrorCode[] = [
  "content-policy",
  "input-refused",
  "no-media",
];

/**
 * Why another generation cannot be asked for now, one sentence; `null`: it can.
 *
 * @param isEdited the input was changed since the generation ended
 */
export function toBlock(generation: Generation, isEdited: boolean, labels: Labels): string | null {
  if (isActive(generation)) return labels.blockedActive;
  if (generation.status === "unconfirmed") return labels.blockedUnconfirmed;
  if (generation.status !== "failed" || isEdited) return null;
  return REFUSED_CODES.includes(generation.error.code) ? labels.blockedRefused : null;
}
