import type { Labels } from "../locales/Labels.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { formatUsd } from "./formatUsd.js";
import type { GenerationWithoutVideo } from "./GenerationWithoutVideo.js";
import { toErrorText } from "./toErrorText.js";

/**
 * What happened and whether it cost anything.
 *
 * @param isShownAtField the error's own sentence stands somewhere else
 */
export function toFailureWords(
  generation: GenerationWithoutVideo,
  labels: Labels,
  isShownAtField: boolean,
): { title: string; text: string } {
  switch (generation.status) {
    case "unconfirmed": {
      const price = formatUsd(generation.priceUsd, labels.locale);
      return { title: labels.unconfirmedTitle, text: labels.unconfirmedText(price) };
    }
    case "canceled":
      return {
        title: labels.canceledTitle,
        text: generation.charged === "no" ? labels.canceledFree : labels.canceledMaybe,
      };
    case "failed": {
      const { error } = generation;
      const { message, hint } = isShownAtField
        ? { message: labels.failedAtField, hint: labels.failedAtFieldHint }
        : toErrorText(error, labels);
      return {
        title: message,
        text: [toChargeText(error, labels), hint].filter(Boolean).join(" "),
      };
    }
  }
}

function toChargeText({ charged }: KlingVideoError, labels: Labels): string {
  return charged === "no" ? labels.chargedNo : labels.chargedMaybe;
}
