import { ENDPOINT_ID } from "../model/endpoint.js";
import { PRICE } from "../model/price.js";
import { toJson, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import { needsKey } from "./needsKey.js";
import type { SimulatorState } from "./SimulatorState.js";

/** Tells what a unit of the endpoint costs. */
export async function answerPrice(state: SimulatorState, request: Request): Promise<Response> {
  const tell = async () => {
    const refusal = needsKey(state, request);
    return toResponse(refusal ?? toJson(toBody(state), 200));
  };
  const context = { requestId: null, signal: request.signal };
  return applyFault(state.pricing.fault ?? "truth", tell, context);
}

function toBody({ pricing }: SimulatorState) {
  const { unitPrice = PRICE.perSecondUsd, unit = "seconds", currency = "USD" } = pricing;
  const price = { endpoint_id: ENDPOINT_ID, unit_price: unitPrice, unit, currency };
  return { prices: [price], next_cursor: null, has_more: false };
}
