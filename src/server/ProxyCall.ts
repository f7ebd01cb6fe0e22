/**
 * What a request to the proxy asks for. The set is closed; `url` is built here and never the
 * caller's string.
 */
export type ProxyCall =
  | { operation: "ping" }
  /** What came of an attempt whose answer was lost. */
  | { operation: "attempt"; attemptId: string }
  | { operation: "submit"; method: "POST"; url: string }
  | { operation: "initiate"; method: "POST"; url: string }
  /** What a unit of the endpoint costs. */
  | { operation: "price"; method: "GET"; url: string }
  | { operation: "status"; method: "GET"; url: string; requestId: string }
  | { operation: "watch"; method: "GET"; url: string; requestId: string }
  | { operation: "result"; method: "GET"; url: string; requestId: string }
  | { operation: "cancel"; method: "PUT"; url: string; requestId: string };

/** A call that goes on to fal. */
export type UpstreamCall = Exclude<ProxyCall, { operation: "ping" | "attempt" }>;
