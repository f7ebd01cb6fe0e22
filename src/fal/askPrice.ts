import { ENDPOINT_ID, PRICING_URL } from "../model/endpoint.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { Price } from "../model/price.js";
import { toPrice } from "../model/toPrice.js";
import { asObject, asText, type Answer } from "./Answer.js";
import { askProxy } from "./askProxy.js";
import type { GuardOptions } from "./guardedFetch.js";
import { judgeRead } from "./judgeRead.js";

const TIMEOUT_MS = 30_000;

/**
 * Asks the proxy for fal's own price. Not every proxy passes it on.
 *
 * @throws KlingVideoError where it does not, or where no price can be read from the answer
 */
export async function askPrice(
  options: GuardOptions,
  signal: AbortSignal | undefined,
): Promise<Price> {
  const init = { headers: { "x-fal-target-url": PRICING_URL, accept: "application/json" } };
  const lost = () => new KlingVideoError({ code: "unreachable", charged: "no" });
  const ask = { lost, signal, timeoutMs: TIMEOUT_MS };
  const answer = await askProxy(options.proxyUrl, init, options, ask);
  const price = answer.status === 200 ? readPrice(answer) : undefined;
  if (price) return price;
  throw new KlingVideoError({ ...judgeRead(answer).toJSON(), charged: "no" });
}

function readPrice({ json }: Answer): Price | undefined {
  const prices = asObject(json)?.prices;
  if (!Array.isArray(prices)) return undefined;
  const entry = prices.map(asObject).find((one) => one?.endpoint_id === ENDPOINT_ID);
  const unitPrice = entry?.unit_price;
  const [unit, currency] = [asText(entry?.unit), asText(entry?.currency)];
  if (typeof unitPrice !== "number" || !unit || !currency) return undefined;
  return toPrice({ unitPrice, unit, currency });
}
