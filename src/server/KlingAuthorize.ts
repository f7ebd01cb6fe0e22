import type { KlingUserLimits } from "./KlingLimits.js";

/** Who a request comes from, as the host's session tells it. */
export interface KlingUser {
  /** Stable id of the visitor in the host's own words. */
  userId: string;
  /** What this visitor may do, in place of what the proxy's options say. */
  limits?: KlingUserLimits | undefined;
}

/**
 * Says who may use the key: the visitor behind a request, or `null` for nobody (the browser then
 * gets 401 and offers to sign in). It must leave the body unread.
 *
 * `"public"` opens the proxy to everybody, at your cost. All of them are one visitor, so `budget`
 * and `requestsPerMinute.submits` are what they share, and in production a budget is required.
 */
export type KlingAuthorize =
  | "public"
  | ((request: Request) => KlingUser | null | Promise<KlingUser | null>);
