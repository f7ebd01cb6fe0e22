import { estimateCost, PRICE, type Price } from "./price.js";

/** What fal says that a unit of the endpoint costs. */
export interface UnitPrice {
  unitPrice: number;
  /** fal's word for what is counted. */
  unit: string;
  currency: string;
}

/** fal documents no list of its words for units; these are those that are seen for videos. */
const SECOND = /^(video[ _-])?seconds?$/i;
const VIDEO = /^videos?$/i;

/** What costs so many times more or less than it always did is taken for a mistake. */
const FACTOR_MAX = 10;

/**
 * The price list that fal's unit price stands for; `undefined` where it says nothing that could be
 * shown as a price: another unit or currency, or a number out of all reason.
 *
 * A price for each video is taken for that of the shortest one: fal charges in proportion to length.
 */
export function toPrice({ unitPrice, unit, currency }: UnitPrice): Price | undefined {
  if (currency.toUpperCase() !== "USD" || !(unitPrice > 0)) return undefined;
  const { baseSeconds } = PRICE;
  const perSecondUsd = SECOND.test(unit)
    ? unitPrice
    : VIDEO.test(unit)
      ? unitPrice / baseSeconds
      : undefined;
  if (perSecondUsd === undefined) return undefined;
  const price = { baseUsd: perSecondUsd * baseSeconds, baseSeconds, perSecondUsd };
  const factor = estimateCost("5", price) / estimateCost("5");
  return factor <= FACTOR_MAX && factor >= 1 / FACTOR_MAX ? price : undefined;
}
