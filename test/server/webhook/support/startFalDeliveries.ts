import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { listen } from "../../support/listen.js";
import { type Answer, send } from "../../support/send.js";

export const FAL_USER_ID = "user_2fal-canary";

/** What may be different about a delivery. */
export interface DeliveryOptions {
  /** In ms since the epoch. @default now */
  signedAt?: number;
  userId?: string;
  key?: CryptoKey;
  /** What is sent in place of the bytes that were signed. */
  sent?: string;
  /** In place of headers that fal sends; `undefined` leaves one out. */
  headers?: OutgoingHttpHeaders;
}

/** The part of fal that signs and delivers, with its public keys at an address of their own. */
export async function startFalDeliveries() {
  let pair = await createKeyPair();
  const published: object[] = [await toJwk(pair)];
  const asked = { count: 0 };
  let answerKeys = () => ({ status: 200, body: JSON.stringify({ keys: published }) });
  const { origin } = await listen((_, response) => {
    asked.count += 1;
    const { status, body } = answerKeys();
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });

  async function sign(body: string, options: DeliveryOptions = {}): Promise<OutgoingHttpHeaders> {
    const { signedAt = Date.now(), userId = FAL_USER_ID, key = pair.privateKey } = options;
    const requestId = "delivery-1";
    const timestamp = String(Math.floor(signedAt / 1000));
    const digest = createHash("sha256").update(body).digest("hex");
    const message = [requestId, userId, timestamp, digest].join("\n");
    const signature = await crypto.subtle.sign("Ed25519", key, Buffer.from(message));
    return {
      "content-type": "application/json",
      "x-fal-webhook-request-id": requestId,
      "x-fal-webhook-user-id": userId,
      "x-fal-webhook-timestamp": timestamp,
      "x-fal-webhook-signature": Buffer.from(signature).toString("hex"),
      ...options.headers,
    };
  }

  return {
    jwksUrl: `${origin}/.well-known/jwks.json`,
    /** How often the keys were asked for. */
    asked,
    /** What is answered to those who ask for the keys. */
    answerKeysWith(status: number, body: string) {
      answerKeys = () => ({ status, body });
    },
    /** fal signs with another key from now on, and publishes it beside the old one. */
    async changeKey() {
      pair = await createKeyPair();
      published.push(await toJwk(pair));
    },
    sign,
    async deliver(url: string, body: string, options: DeliveryOptions = {}): Promise<Answer> {
      const signed = await sign(body, options);
      const entries = Object.entries(signed).filter(([, value]) => value !== undefined);
      return send(url, {
        method: "POST",
        headers: Object.fromEntries(entries),
        body: options.sent ?? body,
      });
    },
  };
}

export function createKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]) as Promise<CryptoKeyPair>;
}

async function toJwk({ publicKey }: CryptoKeyPair): Promise<object> {
  const { kty, crv, x } = await crypto.subtle.exportKey("jwk", publicKey);
  return { kty, crv, x, kid: "fal", use: "sig", alg: "EdDSA" };
}
