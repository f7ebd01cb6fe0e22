import type { KlingWebhookReason } from "./KlingWebhookEvent.js";

interface Refusal {
  status: number;
  /** One sentence for the person who set the route up. Never a key, prompt, id or URL. */
  detail: string;
}

/** What is answered for each reason. */
export const REFUSALS: Readonly<Record<KlingWebhookReason, Refusal>> = {
  method_not_allowed: { status: 405, detail: "fal delivers with POST." },
  wrong_proof: {
    status: 401,
    detail: "This is no address that the proxy with this fal key has given to fal.",
  },
  wrong_signature: {
    status: 401,
    detail: "fal's signature is missing, or is not the one of this body.",
  },
  wrong_time: {
    status: 401,
    detail: "The delivery was signed more than five minutes ago, or this clock is wrong.",
  },
  wrong_account: {
    status: 401,
    detail: "The delivery is of another fal account than falUserId.",
  },
  wrong_request: { status: 401, detail: "fal took another request for this attempt." },
  body_too_large: { status: 413, detail: "The body is larger than a delivery can be." },
  invalid_body: {
    status: 400,
    detail: "The body cannot be read, was read by something else before, or names no request.",
  },
  keys_unavailable: { status: 503, detail: "fal's public keys cannot be had right now." },
  in_flight: {
    status: 503,
    detail: "Another delivery of this generation is being carried out.",
  },
  store_unavailable: { status: 503, detail: "The store did not answer." },
  callback_failed: {
    status: 500,
    detail: "onCompleted or onFailed of createKlingWebhook threw.",
  },
  webhook_error: { status: 500, detail: "The webhook failed on this delivery." },
};

/** Thrown by a step of the webhook to end a delivery with the answer for this reason. */
export class WebhookRefusal extends Error {
  readonly status: number;
  readonly reason: KlingWebhookReason;

  constructor(reason: KlingWebhookReason) {
    const { status, detail } = REFUSALS[reason];
    super(detail);
    this.name = "WebhookRefusal";
    this.status = status;
    this.reason = reason;
  }
}
