import { errorCatalogue, type ErrorValues, type KlingVideoErrorCode } from "./errorCatalogue.js";
import type { InputField } from "./input.js";

/** Whether money may have been spent. `"no"` is said only where it is known. */
export type Charged = "no" | "maybe";

/** What a `KlingVideoError` is made from; also its form in storage. */
export interface KlingVideoErrorInit {
  code: KlingVideoErrorCode;
  charged: Charged;
  /** fal's own word for it, such as `content_policy_violation`. */
  falType?: string | undefined;
  /** The field of the input that the error is about. */
  field?: InputField | undefined;
  requestId?: string | undefined;
  /** Whether the same input may succeed when it is sent again. Default: what the code says. */
  retryable?: boolean | undefined;
  /** Milliseconds that the server asked to wait before the next try. */
  retryAfterMs?: number | undefined;
  /** Numbers and words for the sentence. */
  values?: ErrorValues | undefined;
  /** The answer that made no sense, as it came, up to 4 kB; for support, and never to be shown. */
  raw?: string | undefined;
}

/**
 * Everything that can go wrong between the press of Generate and the video.
 * `code` is from a closed list, `message` says what happened and `hint` what to do, both for people.
 *
 * It never carries a `cause` or a system `code`: the fal client would take those for a network
 * failure and send a paid request again.
 */
export class KlingVideoError extends Error {
  override readonly name = "KlingVideoError";
  readonly code: KlingVideoErrorCode;
  readonly charged: Charged;
  readonly falType: string | undefined;
  readonly field: InputField | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly values: ErrorValues;
  readonly raw: string | undefined;
  /** What the visitor can do about it. */
  readonly hint: string | undefined;

  constructor(init: KlingVideoErrorInit) {
    const values = init.values ?? {};
    const entry = errorCatalogue[init.code];
    super(entry.message(values));
    this.code = init.code;
    this.charged = init.charged;
    this.falType = init.falType;
    this.field = init.field;
    this.requestId = init.requestId;
    this.retryable = init.retryable ?? entry.retryable;
    this.retryAfterMs = init.retryAfterMs;
    this.values = values;
    this.raw = init.raw;
    this.hint = entry.hint;
  }

  /** The plain form, from which `new KlingVideoError(json)` makes the same error again. */
  toJSON(): KlingVideoErrorInit {
    const { code, charged, falType, field, requestId, retryable, retryAfterMs, values, raw } = this;
    return { code, charged, falType, field, requestId, retryable, retryAfterMs, values, raw };
  }
}

/** The same error, now known to belong to a request. Takes the stored form, too. */
export function withRequestId(error: KlingVideoErrorInit, requestId: string): KlingVideoError {
  return new KlingVideoError({ ...error, requestId });
}
