import type { IncomingMessage } from "node:http";

/** One request of a page to its proxy route. */
export interface ProxyCall {
  operation: ProxyOperation;
  /** In ms since the epoch. */
  at: number;
}

export type ProxyOperation =
  | "ping"
  | "initiate"
  | "submit"
  | "status"
  | "stream"
  | "result"
  | "cancel"
  | "preflight";

/** What a request to the proxy asks for, read as fal's own proxies read it. */
export function toProxyCall({ method, headers }: IncomingMessage): ProxyCall {
  const target = headers["x-fal-target-url"];
  const at = Date.now();
  if (method === "OPTIONS") return { operation: "preflight", at };
  if (typeof target !== "string") return { operation: "ping", at };
  const { hostname, pathname } = new URL(target);
  if (hostname.startsWith("rest.")) return { operation: "initiate", at };
  if (method === "POST") return { operation: "submit", at };
  if (pathname.endsWith("/status/stream")) return { operation: "stream", at };
  if (pathname.endsWith("/status")) return { operation: "status", at };
  return { operation: pathname.endsWith("/cancel") ? "cancel" : "result", at };
}

/** How many calls there were of each kind: `{ submit: 1, … }`. */
export function countByOperation(
  calls: readonly ProxyCall[],
): Partial<Record<ProxyOperation, number>> {
  const counts: Partial<Record<ProxyOperation, number>> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
