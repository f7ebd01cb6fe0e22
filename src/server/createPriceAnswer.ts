import { ENDPOINT_ID } from "../model/endpoint.js";
import { ANSWER_HEADERS } from "./answerHeaders.js";
import { readPrice, type FalPrice } from "./readPrice.js";

const KEPT_FOR_MS = 60 * 60_000;
const FAILURE_KEPT_FOR_MS = 60_000;

/** Answers what a unit of the endpoint costs. */
export type PriceAnswer = (ask: () => Promise<Response>) => Promise<Response>;

/**
 * Makes what tells fal's price: fal is asked at most once an hour by this process, however many
 * visitors ask, and a minute after a look that failed. Of fal's answer only the price is passed on.
 *
 * @param now in ms since the epoch
 */
export function createPriceAnswer({ now = Date.now } = {}): PriceAnswer {
  let last: { price: Promise<FalPrice | null>; until: number } | undefined;

  async function look(ask: () => Promise<Response>): Promise<FalPrice | null> {
    // A refusal of fal may hold words about the account, and is of no use to the visitor.
    return ask().then(readPrice, () => null);
  }

  return async (ask) => {
    if (last === undefined || now() >= last.until) {
      const current = { price: look(ask), until: Infinity };
      last = current;
      const known = await current.price;
      current.until = now() + (known ? KEPT_FOR_MS : FAILURE_KEPT_FOR_MS);
    }
    const price = await last.price;
    return price ? toAnswer(price) : unknown();
  };
}

function toAnswer({ unitPrice, unit, currency }: FalPrice): Response {
  const entry = { endpoint_id: ENDPOINT_ID, unit_price: unitPrice, unit, currency };
  return Response.json({ prices: [entry] }, { headers: ANSWER_HEADERS });
}

function unknown(): Response {
  const body = { detail: "fal does not tell its price now.", reason: "price_unknown" };
  return Response.json(body, { status: 502, headers: ANSWER_HEADERS });
}
