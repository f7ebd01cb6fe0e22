/**
 * What is known about the request to fal: it did not leave the proxy, or nobody can know whether
 * fal took it.
 */
export type ProxyOutcome = "not_sent" | "unknown";

/** Why the proxy itself answered, in the word that the answer's `error_type` carries. */
export type ProxyErrorType =
  | "invalid_target"
  | "endpoint_not_allowed"
  | "method_not_allowed"
  | "unauthorized"
  | "cross_site"
  | "body_too_large"
  | "invalid_body"
  | "unsupported_media_type"
  | "proxy_error"
  | "upstream_unreachable"
  | "upstream_timeout"
  | "upstream_redirect"
  | "client_gone";

interface ProxyRefusalOptions {
  status: number;
  errorType: ProxyErrorType;
  /** One sentence for the person who set the proxy up. Never a key, cookie, prompt, id or URL. */
  detail: string;
  /** @default "not_sent" */
  outcome?: ProxyOutcome;
  headers?: Readonly<Record<string, string>>;
}

/** Thrown by a step of the proxy to end the request with this answer. */
export class ProxyRefusal extends Error {
  readonly status: number;
  readonly errorType: ProxyErrorType;
  readonly outcome: ProxyOutcome;
  readonly headers: Readonly<Record<string, string>>;

  constructor({
    status,
    errorType,
    detail,
    outcome = "not_sent",
    headers = {},
  }: ProxyRefusalOptions) {
    super(detail);
    this.name = "ProxyRefusal";
    this.status = status;
    this.errorType = errorType;
    this.outcome = outcome;
    this.headers = headers;
  }
}
