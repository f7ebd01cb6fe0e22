import type { KlingTransport } from "./KlingTransport.js";

/** Origins that a transport's own uploads may come from: the page's and the proxy's. */
export function trustedOrigins(transport: KlingTransport): readonly string[] {
  const pageOrigin = typeof location === "undefined" ? [] : [location.origin];
  try {
    return [...pageOrigin, new URL(transport.id).origin];
  } catch {
    return pageOrigin; // a host's own transport may have any id
  }
}
