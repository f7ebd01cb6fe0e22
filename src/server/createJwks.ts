import type { UpstreamFetch } from "./callFal.js";
import { readRawBody } from "./readRawBody.js";

/**
 * Where fal keeps the public keys that its webhooks are signed with.
 *
 * Source: https://docs.fal.ai/model-apis/model-endpoints/webhooks
 */
export const JWKS_URL = "https://rest.fal.ai/.well-known/jwks.json";

/** fal asks for no more than this. */
const AGE_MAX_MS = 24 * 60 * 60 * 1000;

/** Strangers with a wrong signature do not make us ask fal more often than this. */
const RENEW_AFTER_MS = 60_000;

const TIMEOUT_MS = 5_000;
const BODY_MAX_BYTES = 65_536;
const KEYS_MAX = 20;

/** fal's public keys. */
export interface Jwks {
  /**
   * The keys, at most a day old.
   *
   * @throws Error where there are none, and fal does not give them
   */
  find: () => Promise<readonly CryptoKey[]>;
  /** Asks fal again; `null` where it was asked within the last minute, or does not answer. */
  renew: () => Promise<readonly CryptoKey[] | null>;
}

interface JwksOptions {
  url: string;
  fetch: UpstreamFetch;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Keeps fal's keys in the memory of this process. */
export function createJwks({ url, fetch, now }: JwksOptions): Jwks {
  let known: { keys: readonly CryptoKey[]; at: number } | null = null;
  let asking: Promise<readonly CryptoKey[]> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<readonly CryptoKey[]> {
    const at = now();
    askedAt = at;
    try {
      const keys = await fetchKeys(url, fetch);
      known = { keys, at };
      return keys;
    } finally {
      asking = null;
    }
  }

  return {
    async find() {
      if (known && now() - known.at < AGE_MAX_MS) return known.keys;
      asking ??= ask();
      return asking;
    },
    async renew() {
      if (!asking && now() - askedAt < RENEW_AFTER_MS) return null;
      asking ??= ask();
      return asking.catch(() => null);
    },
  };
}

async function fetchKeys(url: string, fetch: UpstreamFetch): Promise<readonly CryptoKey[]> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const headers = { accept: "application/json" };
    const request = new Request(url, { headers, redirect: "manual", signal: abort.signal });
    const response = await fetch(request);
    const bytes = response.status === 200 ? await readRawBody(response, BODY_MAX_BYTES) : null;
    const keys = await Promise.all(readJwks(bytes).map(importKey));
    const usable = keys.filter((key) => key !== null);
    // An answer without keys must not stand in for the keys that are known.
    if (usable.length === 0) throw new Error("fal gave no keys for its webhooks.");
    return usable;
  } finally {
    clearTimeout(timer);
  }
}

function readJwks(bytes: Uint8Array | null): readonly unknown[] {
  if (bytes === null) return [];
  const body: { keys?: unknown } | null = JSON.parse(new TextDecoder().decode(bytes));
  return Array.isArray(body?.keys) ? body.keys.slice(0, KEYS_MAX) : [];
}

/** A key of another kind, or one that cannot be read, is passed over. */
async function importKey(jwk: unknown): Promise<CryptoKey | null> {
  if (typeof jwk !== "object" || jwk === null || !("x" in jwk) || !("crv" in jwk)) return null;
  const { x, crv } = jwk;
  if (crv !== "Ed25519" || typeof x !== "string") return null;
  // Only what the key itself is: hosts differ in what they think of `alg` and `use`.
  const key = { kty: "OKP", crv, x };
  return crypto.subtle.importKey("jwk", key, "Ed25519", false, ["verify"]).catch(() => null);
}
