import type { InputField } from "../model/input.js";

/**
 * What is known about the request to fal: it did not leave the proxy, or nobody can know whether
 * fal took it.
 */
export type ProxyOutcome = "not_sent" | "unknown";

/** Why the proxy itself answered: the `reason` in its answer, and none of fal's `error_type`. */
export type ProxyReason =
  | "invalid_target"
  | "endpoint_not_allowed"
  | "method_not_allowed"
  | "unauthorized"
  | "policy"
  | "rate_limited"
  | "budget_spent"
  | "store_unavailable"
  | "unknown_request"
  | "answer_lost"
  | "cross_site"
  | "body_too_large"
  | "invalid_body"
  | "invalid_attempt"
  | "unknown_attempt"
  | "in_flight"
  | "unsupported_media_type"
  | "proxy_error"
  | "upstream_unreachable"
  | "upstream_timeout"
  | "upstream_redirect"
  | "client_gone";

interface ProxyRefusalOptions {
  status: number;
  reason: ProxyReason;
  /** One sentence for the person who set the proxy up. Never a key, cookie, prompt, id or URL. */
  detail: string;
  /** Left out where the status already says that nothing was sent. */
  outcome?: ProxyOutcome | undefined;
  /** The field of the input that it is about. */
  field?: InputField | undefined;
  headers?: Readonly<Record<string, string>>;
}

/** Thrown by a step of the proxy to end the request with this answer. */
export class ProxyRefusal extends Error {
  readonly status: number;
  readonly reason: ProxyReason;
  readonly outcome: ProxyOutcome | undefined;
  readonly field: InputField | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ status, reason, detail, outcome, field, headers = {} }: ProxyRefusalOptions) {
    super(detail);
    this.name = "ProxyRefusal";
    this.status = status;
    this.reason = reason;
    this.outcome = outcome;
    this.field = field;
    this.headers = headers;
  }
}
