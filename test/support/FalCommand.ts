import type {
  FaultScript,
  LedgerEntry,
  PostEntry,
  RawAnswer,
  RequestEntry,
} from "../../src/simulator/index.js";
import type { ProxyOperation } from "./toProxyOperation.js";

/** What the proxy answers in place of asking fal. */
export interface ProxyFault {
  /**
   * `"reset"` cuts the connection, `"lost"` does so after fal was asked; `"unreadable"` is the true
   * answer without the headers that let a page of another origin read it; `"login-page"` is HTML
   * with status 200.
   */
  answer: "reset" | "lost" | "unreadable" | "login-page" | RawAnswer;
  /** So many requests; without it all of them, until `proxy: null`. */
  times?: number;
  /** Only requests of this method, such as `"POST"`. */
  method?: string;
  /** Only requests for this. Preflights pass unless it is `"preflight"`. */
  operation?: ProxyOperation;
}

/** What a test can tell a running fal at `POST /control`, as JSON. All of it is optional. */
export interface FalCommand {
  /** Forget jobs, files, faults and the ledger; done before the rest of the command. */
  reset?: boolean;
  /** Faults for the next job and the next upload. */
  script?: FaultScript;
  /** Faults for every job and upload that has no script of its own. */
  defaults?: FaultScript;
  /** A fault of the proxy, or `null` for none. */
  proxy?: ProxyFault | null;
  /** Whether the proxy tells that it keeps note of attempts. After a reset it does not. */
  keepsAttempts?: boolean;
  /** Every connection is cut, and every new one, for so many ms. */
  offlineMs?: number;
}

/** What `GET /control` says, as JSON. */
export interface FalReport {
  /** Accepted submits: each is charged. */
  ledger: readonly LedgerEntry[];
  /** Submit POSTs, accepted or not. */
  posts: readonly PostEntry[];
  requests: readonly RequestEntry[];
  openStreams: number;
  /** Requests that the proxy got, preflights and scripted faults included. */
  proxyRequests: number;
}
