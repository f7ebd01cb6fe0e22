import { ENDPOINT_ID } from "../model/endpoint.js";

/** What fal says that a unit of the endpoint costs. */
export interface FalPrice {
  unitPrice: number;
  unit: string;
  currency: string;
}

/** The price in fal's answer; `null` where it holds none. */
export async function readPrice(answer: Response): Promise<FalPrice | null> {
  if (answer.status !== 200) return null;
  const body: unknown = await answer.json().catch(() => null);
  const prices = toFields(body).prices;
  if (!Array.isArray(prices)) return null;
  const entry = prices.map(toFields).find(({ endpoint_id }) => endpoint_id === ENDPOINT_ID);
  const { unit_price: unitPrice, unit, currency } = entry ?? {};
  if (typeof unitPrice !== "number" || typeof unit !== "string") return null;
  return typeof currency === "string" ? { unitPrice, unit, currency } : null;
}

function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
