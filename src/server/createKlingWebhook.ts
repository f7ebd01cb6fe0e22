import { hashText } from "./hashText.js";
import type { KlingWebhookOptions } from "./KlingWebhookOptions.js";
import { readRawBody } from "./readRawBody.js";
import { runOnce } from "./runOnce.js";
import { tellDelivery } from "./tellDelivery.js";
import { type Delivery, toDelivery } from "./toDelivery.js";
import { toWebhookSettings, type WebhookSettings } from "./toWebhookSettings.js";
import { readWebhookSignature, verifyWebhook } from "./verifyWebhook.js";
import { readWebhookProof } from "./webhookProof.js";
import { WebhookRefusal } from "./WebhookRefusal.js";

/** A delivery is a few kB; it echoes the input where the model refuses it. */
const BODY_MAX_BYTES = 1_048_576;

const ANSWER_HEADERS = { "cache-control": "no-store" };

/** A Web-standard request handler. It never rejects. */
export type KlingWebhookHandler = (request: Request) => Promise<Response>;

/**
 * Makes the route that fal calls when a generation has ended, also when no page follows it any more.
 * Give its address to `createKlingProxy` as `webhookUrl`.
 *
 * A delivery is taken only where fal has signed its very bytes within the last five minutes, and its
 * address proves that your proxy gave it to fal. An attempt whose answer was lost becomes known by
 * it: the page's _Check again_ finds the generation. Each generation is told once; where your
 * function throws, or its process dies, fal's next delivery tells it again.
 *
 * Answers 200 with `{ ok: true }`, or `{ detail, reason }` with another status, after which fal tries
 * again later. It reads the body as bytes: nothing may parse it before.
 *
 * @example
 * ```ts
 * const webhook = createKlingWebhook({
 *   falKey: process.env.FAL_KEY,
 *   store, // the proxy's
 *   onCompleted: ({ requestId, userId, video }) => keepVideo({ id: requestId, userId, video }),
 * });
 * ```
 * @throws Error at once when the key, the store or `onCompleted` is missing
 */
export function createKlingWebhook(options: KlingWebhookOptions): KlingWebhookHandler {
  const settings = toWebhookSettings(options);
  return async function handleKlingWebhook(request) {
    try {
      await takeDelivery(request, settings);
      return Response.json({ ok: true }, { headers: ANSWER_HEADERS });
    } catch (error) {
      const refusal = error instanceof WebhookRefusal ? error : new WebhookRefusal("webhook_error");
      const { status, reason, message } = refusal;
      settings.report({ type: "delivery-refused", status, reason });
      return Response.json({ detail: message, reason }, { status, headers: ANSWER_HEADERS });
    }
  };
}

async function takeDelivery(request: Request, settings: WebhookSettings): Promise<void> {
  const { falKey, falUserId, jwks, now } = settings;
  if (request.method !== "POST") throw new WebhookRefusal("method_not_allowed");
  // Strangers are turned away here, before anything is read or fetched for them.
  const ref = await readWebhookProof(request.url, falKey);
  if (ref === null) throw new WebhookRefusal("wrong_proof");
  const signature = readWebhookSignature(request.headers, now());
  const bytes = await readRawBody(request, BODY_MAX_BYTES).catch(() => {
    throw new WebhookRefusal("invalid_body");
  });
  if (bytes === null) throw new WebhookRefusal("body_too_large");
  await verifyWebhook(signature, bytes, jwks);
  if (falUserId !== undefined && signature.userId !== falUserId) {
    throw new WebhookRefusal("wrong_account");
  }
  await carryOut(ref, toDelivery(bytes), settings);
}

async function carryOut(ref: string, delivery: Delivery, settings: WebhookSettings): Promise<void> {
  const { store, report, waitUntil } = settings;
  const key = `webhook:${await hashText(delivery.requestId)}`;
  const running = runOnce(store, key, () => tellDelivery(ref, delivery, settings));
  waitUntil(running);
  const end = await running.catch((error: unknown) => {
    if (error instanceof WebhookRefusal) throw error;
    report({ type: "store-failed", during: "record" });
    throw new WebhookRefusal("store_unavailable");
  });
  if (end === "busy") throw new WebhookRefusal("in_flight");
}
