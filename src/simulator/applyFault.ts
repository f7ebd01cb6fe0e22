import {
  isGatewayRefusal,
  toFalError,
  toGatewayRefusal,
  toHtmlPage,
  toRefusal,
  toResponse,
} from "./answers.js";
import type { Fault } from "./FaultScript.js";
import { toErrorDetail } from "./modelErrors.js";
import { SimulatedReset } from "./SimulatedReset.js";
import { wait } from "./wait.js";

/** What a fault needs to know about the request that it falls on. */
export interface FaultContext {
  requestId: string | null;
  /** Fires when the asker has gone. */
  signal: AbortSignal;
}

/**
 * The answer that a fault makes of a request.
 *
 * @param carryOut does what was asked and gives the true answer; a fault that does not call it
 * leaves the request undone
 * @throws SimulatedReset where the connection is to be cut
 */
export async function applyFault(
  fault: Fault,
  carryOut: () => Promise<Response>,
  context: FaultContext,
): Promise<Response> {
  const { requestId, signal } = context;
  if (fault === "truth") return carryOut();
  if (fault === "reset") throw new SimulatedReset();
  if (fault === "blackhole") return wait(Infinity, signal).then(() => Response.error());
  if (fault === "empty") return new Response(null, { status: 502 });
  if (fault === "truncated") return truncate(await carryOut());
  if (typeof fault === "number") return toResponse(toFalError(fault, requestId));
  if (isGatewayRefusal(fault)) return toResponse(toGatewayRefusal(fault));
  if (typeof fault === "string") {
    return toResponse(toHtmlPage(Number(fault.slice("html-".length))));
  }
  if ("slowMs" in fault) {
    // What was asked happens at once; only the answer is late.
    const answer = applyFault(fault.then ?? "truth", carryOut, context);
    answer.catch(() => {}); // looked at below, when its time has come
    await wait(fault.slowMs, signal);
    return answer;
  }
  if ("acceptThen" in fault) {
    const answer = await carryOut();
    return applyFault(fault.acceptThen, async () => answer, context);
  }
  if ("type" in fault) {
    return toResponse(toRefusal([toErrorDetail(fault.type, fault.field ?? "body")], requestId));
  }
  return toResponse(fault);
}

async function truncate(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(body.slice(0, body.byteLength / 2), { status: response.status, headers });
}
