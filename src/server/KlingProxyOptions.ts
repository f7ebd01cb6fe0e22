import type { Duration, UploadedKlingVideoInput } from "../model/input.js";
import type { UpstreamFetch } from "./callFal.js";
import type { KlingAuthorize, KlingUser } from "./KlingAuthorize.js";
import type { KlingBudget, KlingRates } from "./KlingLimits.js";
import type { KlingProxyEvent } from "./KlingProxyEvent.js";
import type { KlingStore } from "./KlingStore.js";

/** Options of `createKlingProxy`. */
export interface KlingProxyOptions {
  /** fal's API key, from the server's environment. Creation throws when it is missing. */
  falKey: string | undefined;
  /** Who may use the key. Required; `"public"` must be written out. */
  authorize: KlingAuthorize;
  /**
   * What is remembered between requests, and shared by all processes. Required in production.
   *
   * @default createMemoryStore(), in development only
   */
  store?: KlingStore | undefined;
  /**
   * The most that may be spent: by each visitor, and by all together. It is reserved before a
   * generation is sent, and given back only where fal surely did not take it.
   *
   * @default no limit
   */
  budget?: { perUser?: KlingBudget | undefined; total?: KlingBudget | undefined } | undefined;
  /** How many requests each visitor may make in a minute. */
  requestsPerMinute?: KlingRates | undefined;
  /** What may be asked for. */
  policy?: KlingPolicy | undefined;
  /**
   * Origins of pages that may call the proxy from elsewhere, such as `"https://app.example.com"`.
   * Pages of the proxy's own origin need no entry.
   *
   * @default []
   */
  allowedOrigins?: readonly string[] | undefined;
  /**
   * Address of your route with `createKlingWebhook`, which fal then calls when a generation has
   * ended: `"https://app.example.com/api/fal/webhook"`.
   */
  webhookUrl?: string | undefined;
  /** Called with what happens, for logs and metrics. What it throws is ignored. */
  onEvent?: ((event: KlingProxyEvent) => void) | undefined;
  /**
   * Keeps a serverless host alive until a promise has settled, so that a submit is recorded although
   * the browser has left: Next's `after`, or `waitUntil` of your platform. A server that keeps
   * running needs none.
   */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
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
  /**
   * Longest life of a status stream, in milliseconds. Keep it below what your host gives a request:
   * the stream then ends between two events, and the page asks again.
   *
   * @default as long as fal keeps it open
   */
  streamMaxMs?: number | undefined;
  /**
   * Whether what only development may do is refused: to run without a store, to use requests that a
   * memory store does not know, and frames on this machine.
   *
   * @default true, unless NODE_ENV is "development" or "test"
   */
  production?: boolean | undefined;
}

/** What may be asked for, beyond what the model itself refuses. */
export interface KlingPolicy {
  /** Lengths that may be bought. @default all of them */
  durations?: readonly Duration[] | undefined;
  /**
   * Hosts that frames may lie on, such as `"cdn.example.com"`; `"*.example.com"` stands for every
   * name below it. fal's own storage (`*.fal.media`) is always among them.
   *
   * @default every public host
   */
  imageHosts?: readonly string[] | undefined;
  /**
   * Looks at the input before it is paid for. Answer `null` to let it through, or one sentence for
   * the visitor that says why not. Where it throws, nothing is sent.
   */
  moderate?:
    | ((
        input: UploadedKlingVideoInput,
        user: KlingUser,
        request: Request,
      ) => string | null | Promise<string | null>)
    | undefined;
}
