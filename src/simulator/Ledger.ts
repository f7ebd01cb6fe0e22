/** What a request asked for. */
export type Operation =
  | "submit"
  | "status"
  | "stream"
  | "result"
  | "cancel"
  | "initiate"
  | "price"
  | "put"
  | "media"
  | "preflight"
  | "unknown";

/** A submit that was accepted, and so is paid for. */
export interface LedgerEntry {
  requestId: string;
  /** The input, as it was sent. */
  input: Readonly<Record<string, unknown>>;
  /** In ms since the epoch. */
  acceptedAt: number;
  /** When the first wish to cancel it came, in ms since the epoch. */
  canceledAt: number | null;
  /** How many wishes to cancel it came. */
  cancelAttempts: number;
  /** Where fal would tell its end (`fal_webhook`), or `null`. The simulator itself calls nobody. */
  webhookUrl: string | null;
}

/** A submit POST that was seen, accepted or not. */
export interface PostEntry {
  at: number;
  /** The body as JSON, or `null` where it is none. */
  input: unknown;
  accepted: boolean;
  requestId: string | null;
}

/** Any request that was seen. */
export interface RequestEntry {
  at: number;
  operation: Operation;
  method: string;
  url: string;
  requestId: string | null;
}
