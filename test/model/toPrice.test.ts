import { expect, test } from "vitest";
import { estimateCost } from "../../src/model/price.js";
import { toPrice, type UnitPrice } from "../../src/model/toPrice.js";

/** What the two lengths cost. */
function costs(unitPrice: Partial<UnitPrice>) {
  const price = toPrice({ unitPrice: 0.07, unit: "seconds", currency: "USD", ...unitPrice });
  return price && [estimateCost("5", price), estimateCost("10", price)];
}

test.each(["second", "seconds", "video_second", "Video seconds"])(
  "a price for each %s is one",
  (unit) => {
    expect(costs({ unit })).toEqual([0.35, 0.7]);
    expect(costs({ unit, unitPrice: 0.056 })).toEqual([0.28, 0.56]);
  },
);

test("a price for each video is that of the shortest: a long one never looks cheaper than it is", () => {
  expect(costs({ unit: "videos", unitPrice: 0.35 })).toEqual([0.35, 0.7]);
});

test.each<[string, Partial<UnitPrice>]>([
  ["another unit", { unit: "compute seconds" }],
  ["a word that nobody knows", { unit: "credits" }],
  ["another currency", { currency: "EUR" }],
  ["nothing", { unitPrice: 0 }],
  ["less than nothing", { unitPrice: -0.07 }],
  ["no number", { unitPrice: Number.NaN }],
  ["without end", { unitPrice: Number.POSITIVE_INFINITY }],
  ["out of all reason", { unitPrice: 70 }],
  ["next to nothing", { unitPrice: 0.0001 }],
])("%s is no price to show", (_, unitPrice) => {
  expect(costs(unitPrice)).toBeUndefined();
});
