import type { UpstreamCall } from "./ProxyCall.js";
import { readJsonBody } from "./readJsonBody.js";
import { toInitiateBody } from "./toInitiateBody.js";
import { toSubmitBody } from "./toSubmitBody.js";

/**
 * The JSON text that goes to fal with a call, written anew from what was read, or `null` where the
 * call has none. A cancel's body is ignored: some clients send `{}` and some nothing.
 *
 * @throws ProxyRefusal
 */
export async function toUpstreamBody(call: UpstreamCall, request: Request): Promise<string | null> {
  switch (call.operation) {
    case "submit":
      return JSON.stringify(toSubmitBody(await readJsonBody(request)));
    case "initiate":
      return JSON.stringify(toInitiateBody(await readJsonBody(request)));
    case "status":
    case "watch":
    case "result":
    case "cancel":
      return null;
  }
}
