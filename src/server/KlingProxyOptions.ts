import type { UpstreamFetch } from "./callFal.js";
import type { KlingAuthorize } from "./KlingAuthorize.js";

/** Options of `createKlingProxy`. */
export interface KlingProxyOptions {
  /** fal's API key, from the server's environment. Creation throws when it is missing. */
  falKey: string | undefined;
  /** Who may use the key. Required; `"public"` must be written out. */
  authorize: KlingAuthorize;
  /**
   * Origins of pages that may call the proxy from elsewhere, such as `"https://app.example.com"`.
   * Pages of the proxy's own origin need no entry.
   *
   * @default []
   */
  allowedOrigins?: readonly string[] | undefined;
  /** How fal is reached: the simulator in tests and playgrounds. @default globalThis.fetch */
  fetch?: UpstreamFetch | undefined;
  /**
   * Longest wait for fal's answer to a submit, in milliseconds. Keep it below what your host gives
   * a request, so that the browser learns the outcome from the proxy.
   *
   * @default 60_000
   */
  submitTimeoutMs?: number | undefined;
  /** Longest wait for any other answer, in milliseconds. A stream may stay open. @default 15_000 */
  readTimeoutMs?: number | undefined;
}
