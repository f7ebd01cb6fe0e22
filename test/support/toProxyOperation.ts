/** What a page asks of the proxy route. */
export type ProxyOperation =
  | "ping"
  | "initiate"
  | "price"
  | "submit"
  | "status"
  | "stream"
  | "result"
  | "cancel"
  | "preflight";

/**
 * What a request to the proxy asks for, read as fal's own proxies read it.
 *
 * @param target the value of `x-fal-target-url`, where there is one
 */
export function toProxyOperation(
  method: string | undefined,
  target: string | null | undefined,
): ProxyOperation {
  if (method === "OPTIONS") return "preflight";
  if (typeof target !== "string") return "ping";
  const { hostname, pathname } = new URL(target);
  if (hostname.startsWith("api.")) return "price";
  if (hostname.startsWith("rest.")) return "initiate";
  if (method === "POST") return "submit";
  if (pathname.endsWith("/status/stream")) return "stream";
  if (pathname.endsWith("/status")) return "status";
  return pathname.endsWith("/cancel") ? "cancel" : "result";
}
