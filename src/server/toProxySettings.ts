import type { UpstreamFetch } from "./callFal.js";
import { type Attempts, createAttempts } from "./createAttempts.js";
import type { KlingAuthorize } from "./KlingAuthorize.js";
import type { KlingProxyOptions } from "./KlingProxyOptions.js";

const SUBMIT_TIMEOUT_MS = 60_000;
const READ_TIMEOUT_MS = 15_000;

/** The options of a proxy, checked and complete. */
export interface ProxySettings {
  falKey: string;
  authorize: KlingAuthorize;
  allowedOrigins: ReadonlySet<string>;
  fetch: UpstreamFetch;
  submitTimeoutMs: number;
  readTimeoutMs: number;
  attempts: Attempts;
}

/** @throws Error for a proxy that would not be safe to run */
export function toProxySettings(options: KlingProxyOptions): ProxySettings {
  return {
    falKey: checkKey(options.falKey),
    authorize: checkAuthorize(options.authorize),
    allowedOrigins: new Set(options.allowedOrigins?.map(checkOrigin)),
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    submitTimeoutMs: options.submitTimeoutMs ?? SUBMIT_TIMEOUT_MS,
    readTimeoutMs: options.readTimeoutMs ?? READ_TIMEOUT_MS,
    attempts: createAttempts(),
  };
}

function checkKey(falKey: string | undefined): string {
  const key = falKey?.trim() ?? "";
  // "undefined" is what a template string makes of a missing variable.
  if (key !== "" && key !== "undefined" && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new Error(
    "createKlingProxy: falKey is missing or is no API key. fal would refuse every request. Set FAL_KEY in the server's environment (https://fal.ai/dashboard/keys) and pass process.env.FAL_KEY.",
  );
}

function checkAuthorize(authorize: KlingAuthorize | undefined): KlingAuthorize {
  if (typeof authorize === "function" || authorize === "public") return authorize;
  throw new Error(
    'createKlingProxy: authorize is missing. Anybody could spend your fal credit. Pass a function that answers { userId } for a signed-in visitor and null for others, or write authorize: "public" where that is what you want.',
  );
}

function checkOrigin(origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new Error(
    `createKlingProxy: allowedOrigins holds ${JSON.stringify(origin)}, which is no origin. No page would ever match it, and "*" would open the proxy to every site. Write scheme, host and port, like "https://app.example.com".`,
  );
}
