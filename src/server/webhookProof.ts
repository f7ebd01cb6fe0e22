import { fromHex } from "./fromHex.js";
import { toHex } from "./toHex.js";

const ATTEMPT_PARAMETER = "attempt";
const PROOF_PARAMETER = "proof";

/** What else may be derived from fal's key one day gets another name, and so another key. */
const PURPOSE = "react-kling-video webhook";

/**
 * The address that fal is told to call about an attempt. fal signs for all its accounts with the same
 * keys, so its signature does not say whose generation it is: the proof in the address does.
 *
 * @param webhookUrl the host's own route
 * @param ref the attempt's name in the ledger; a hash, so fal learns no user id
 */
export async function toWebhookUrl(
  webhookUrl: string,
  ref: string,
  falKey: string,
): Promise<string> {
  const proof = await crypto.subtle.sign("HMAC", await toProofKey(falKey), toBytes(ref));
  const url = new URL(webhookUrl);
  url.searchParams.set(ATTEMPT_PARAMETER, ref);
  url.searchParams.set(PROOF_PARAMETER, toHex(proof));
  return url.href;
}

/** The attempt that an address made by `toWebhookUrl` names, or `null` where it was not made so. */
export async function readWebhookProof(url: string, falKey: string): Promise<string | null> {
  const { searchParams } = new URL(url);
  const ref = searchParams.get(ATTEMPT_PARAMETER) ?? "";
  const proof = fromHex(searchParams.get(PROOF_PARAMETER) ?? "");
  if (proof === null) return null;
  // In constant time: how long a wrong proof takes to be refused tells nothing about the right one.
  const isRight = await crypto.subtle.verify("HMAC", await toProofKey(falKey), proof, toBytes(ref));
  return isRight ? ref : null;
}

async function toProofKey(falKey: string): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", toBytes(falKey), "HKDF", false, [
    "deriveKey",
  ]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: toBytes(PURPOSE) },
    secret,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign", "verify"],
  );
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
