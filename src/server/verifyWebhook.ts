import type { Jwks } from "./createJwks.js";
import { fromHex } from "./fromHex.js";
import { toHex } from "./toHex.js";
import { WebhookRefusal } from "./WebhookRefusal.js";

/** As fal advises. */
const AGE_MAX_S = 300;

/** What fal says about a delivery in its headers. */
export interface WebhookSignature {
  requestId: string;
  userId: string;
  /** In seconds since the epoch. */
  timestamp: string;
  signature: Uint8Array<ArrayBuffer>;
}

/**
 * Reads what fal signs with, and refuses what is too old to be true, before the body is read.
 *
 * @throws WebhookRefusal 401
 */
export function readWebhookSignature(headers: Headers, nowMs: number): WebhookSignature {
  const read = (name: string) => headers.get(`x-fal-webhook-${name}`) ?? "";
  const signature = fromHex(read("signature"));
  const requestId = read("request-id");
  const userId = read("user-id");
  const timestamp = read("timestamp");
  if (signature === null || requestId === "" || userId === "")
    throw new WebhookRefusal("wrong_signature");
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs / 1000 - Number(timestamp)) > AGE_MAX_S) {
    throw new WebhookRefusal("wrong_time");
  }
  return { requestId, userId, timestamp, signature };
}

/**
 * Checks that fal has signed this body.
 *
 * Source: https://docs.fal.ai/model-apis/model-endpoints/webhooks
 *
 * @param body the bytes as they came: the same JSON, written anew, is another body
 * @throws WebhookRefusal 401, or 503 where fal's keys cannot be had
 */
export async function verifyWebhook(
  { requestId, userId, timestamp, signature }: WebhookSignature,
  body: Uint8Array<ArrayBuffer>,
  jwks: Jwks,
): Promise<void> {
  const digest = toHex(await crypto.subtle.digest("SHA-256", body));
  const text = [requestId, userId, timestamp, digest].join("\n");
  const message = new TextEncoder().encode(text);
  const isSignedBy = (key: CryptoKey) => crypto.subtle.verify("Ed25519", key, signature, message);
  const isSignedByOne = async (keys: readonly CryptoKey[]) =>
    (await Promise.all(keys.map(isSignedBy))).includes(true);

  const keys = await jwks.find().catch(() => {
    throw new WebhookRefusal("keys_unavailable");
  });
  if (await isSignedByOne(keys)) return;
  // fal may have changed its keys since.
  const newKeys = await jwks.renew();
  if (newKeys === null || !(await isSignedByOne(newKeys)))
    throw new WebhookRefusal("wrong_signature");
}
