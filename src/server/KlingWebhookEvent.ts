import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";
import type { KlingProxyEvent } from "./KlingProxyEvent.js";

/** Why a delivery was not taken: the `reason` in the answer. */
export type KlingWebhookReason =
  | "method_not_allowed"
  /** 401: the address is none that your proxy gave to fal. */
  | "wrong_proof"
  /** 401: fal's signature is missing, or does not belong to this body. */
  | "wrong_signature"
  /** 401: older than five minutes, or your clock is wrong. */
  | "wrong_time"
  /** 401: another fal account's. */
  | "wrong_account"
  /** 401: another request than the one that fal took for this attempt. */
  | "wrong_request"
  | "body_too_large"
  | "invalid_body"
  /** 503: fal's public keys cannot be had. */
  | "keys_unavailable"
  /** 503: another delivery of the same generation is being carried out. */
  | "in_flight"
  | "store_unavailable"
  /** 500: your own `onCompleted` or `onFailed` threw. */
  | "callback_failed"
  | "webhook_error";

/**
 * What the webhook tells for logs and metrics. As with the proxy's events, none holds a key, cookie,
 * prompt, address or request id, and `attempt` is the same hash.
 */
export type KlingWebhookEvent =
  | Extract<KlingProxyEvent, { type: "completed" | "store-failed" }>
  /** A generation has ended without a video. Told again where `onFailed` threw. */
  | { type: "failed"; userId: string | null; attempt: string; code: KlingVideoErrorCode }
  /** A delivery was not taken. fal tries again later. */
  | { type: "delivery-refused"; status: number; reason: KlingWebhookReason };
