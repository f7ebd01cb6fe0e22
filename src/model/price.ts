import { INPUT_DEFAULTS, type Duration } from "./input.js";

/** A price in US dollars: `baseUsd` for the first `baseSeconds`, `perSecondUsd` for each further second. */
export interface Price {
  baseUsd: number;
  baseSeconds: number;
  perSecondUsd: number;
}

/**
 * What fal charges for one generation.
 *
 * Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video
 */
export const PRICE: Price = { baseUsd: 0.35, baseSeconds: 5, perSecondUsd: 0.07 };

/**
 * The price of one generation in US dollars, rounded to the cent.
 *
 * @param duration length of the video in seconds, as fal spells it
 * @param price another price list, for a host that charges its own
 */
export function estimateCost(
  duration: Duration = INPUT_DEFAULTS.duration,
  price: Price = PRICE,
): number {
  const furtherSeconds = Math.max(0, Number(duration) - price.baseSeconds);
  return Math.round((price.baseUsd + furtherSeconds * price.perSecondUsd) * 100) / 100;
}
