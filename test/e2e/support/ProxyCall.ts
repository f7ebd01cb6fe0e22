import type { IncomingMessage } from "node:http";
import { type ProxyOperation, toProxyOperation } from "../../support/toProxyOperation.js";

/** One request of a page to its proxy route. */
export interface ProxyCall {
  operation: ProxyOperation;
  /** In ms since the epoch. */
  at: number;
}

/** Notes a request to the proxy. */
export function toProxyCall({ method, headers }: IncomingMessage): ProxyCall {
  const target = headers["x-fal-target-url"];
  const operation = toProxyOperation(method, typeof target === "string" ? target : null);
  return { operation, at: Date.now() };
}

/** How many calls there were of each kind: `{ submit: 1, … }`. */
export function countByOperation(
  calls: readonly ProxyCall[],
): Partial<Record<ProxyOperation, number>> {
  const counts: Partial<Record<ProxyOperation, number>> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
