import { toGatewayRefusal } from "./answers.js";
import type { RawAnswer } from "./FaultScript.js";
import type { SimulatorState } from "./SimulatorState.js";

/** The gateway's refusal of a request whose key is missing or wrong, or `null`. */
export function needsKey(
  { options: { falKey } }: SimulatorState,
  request: Request,
): RawAnswer | null {
  if (falKey === undefined || request.headers.get("authorization") === `Key ${falKey}`) return null;
  return toGatewayRefusal("key-unknown");
}
