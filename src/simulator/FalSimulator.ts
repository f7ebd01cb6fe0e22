import type { FaultScript } from "./FaultScript.js";
import type { LedgerEntry, Operation, PostEntry, RequestEntry } from "./Ledger.js";

/**
 * fal in miniature. It is called with a request to `queue.fal.run`, `rest.fal.ai` or a URL below
 * its media origin, and answers as fal does.
 *
 * It rejects with a `SimulatedReset` where the connection is to be cut, and with the reason of the
 * request's signal where the asker has gone.
 */
export interface FalSimulator {
  (request: Request): Promise<Response>;
  /** The same, called like the global `fetch`. */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /**
   * Called like `fetch`, and answers like the host's own route to fal: for a page without a server.
   * The URL does not matter; the target is read from `x-fal-target-url`.
   */
  readonly proxyFetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /** Puts a file at its signed URL: for a page without a server. */
  readonly put: (
    url: string,
    file: Blob,
    options?: {
      signal?: AbortSignal | undefined;
      onProgress?: ((fraction: number) => void) | undefined;
    },
  ) => Promise<Response>;
  /** Every accepted submit, oldest first: each is charged. */
  readonly ledger: readonly LedgerEntry[];
  /** Every submit POST that was seen, accepted or not, oldest first. */
  readonly posts: readonly PostEntry[];
  /** Every request that was seen, oldest first. */
  readonly requests: readonly RequestEntry[];
  /** How many status streams are open. */
  openStreams(): number;
  /** How many requests of one kind were seen. */
  count(operation: Operation): number;
  /** Faults for the next job that has none yet, and for the next upload. */
  script(script: FaultScript): void;
  /** Faults for every job and upload that has no script of its own. */
  setDefaults(script: FaultScript): void;
  /** Forgets jobs, files, faults and the ledger. */
  reset(): void;
}
