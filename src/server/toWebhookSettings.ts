import type { UpstreamFetch } from "./callFal.js";
import { createJwks, type Jwks, JWKS_URL } from "./createJwks.js";
import { createReporter, type Reporter } from "./createReporter.js";
import type { KlingStore } from "./KlingStore.js";
import type { KlingWebhookEvent } from "./KlingWebhookEvent.js";
import type { KlingWebhookOptions } from "./KlingWebhookOptions.js";
import { limitStoreTime } from "./limitStoreTime.js";
import { toSafeWait } from "./toSafeWait.js";

/** The options of a webhook, checked and complete. */
export interface WebhookSettings extends Pick<KlingWebhookOptions, "onCompleted" | "onFailed"> {
  falKey: string;
  falUserId: string | undefined;
  store: KlingStore;
  jwks: Jwks;
  now: () => number;
  report: Reporter<KlingWebhookEvent>;
  /** Whether anybody hears what is reported. */
  hasListener: boolean;
  waitUntil: (promise: Promise<unknown>) => void;
}

const fetchByDefault: UpstreamFetch = (request) => globalThis.fetch(request);

/** @throws Error for a webhook that could never work */
export function toWebhookSettings(options: KlingWebhookOptions): WebhookSettings {
  const { falUserId, onCompleted, onFailed, onEvent } = options;
  const { fetch = fetchByDefault, jwksUrl = JWKS_URL, now = Date.now } = options;
  if (typeof onCompleted !== "function") throw missingCallback();
  return {
    falKey: checkKey(options.falKey),
    falUserId,
    store: limitStoreTime(checkStore(options.store)),
    jwks: createJwks({ url: jwksUrl, fetch, now }),
    now,
    onCompleted,
    onFailed,
    waitUntil: toSafeWait(options.waitUntil),
    report: createReporter(onEvent),
    hasListener: onEvent !== undefined,
  };
}

function checkKey(falKey: string | undefined): string {
  const key = falKey?.trim() ?? "";
  // "undefined" is what a template string makes of a missing variable.
  if (key !== "" && key !== "undefined") return key;
  throw new Error(
    "createKlingWebhook: falKey is missing. It could not tell which deliveries are yours. Set FAL_KEY in the server's environment and pass process.env.FAL_KEY, as to createKlingProxy.",
  );
}

function checkStore(store: KlingStore | undefined): KlingStore {
  if (typeof store?.create === "function") return store;
  throw new Error(
    "createKlingWebhook: store is missing. It could not tell whose video it is, nor one delivery from its repetition. Pass the store that createKlingProxy has.",
  );
}

function missingCallback(): Error {
  return new Error(
    "createKlingWebhook: onCompleted is missing. fal would tell you of each video, and nothing would be done. Pass a function that keeps the video.",
  );
}
