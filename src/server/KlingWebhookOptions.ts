import type { KlingVideoError } from "../model/KlingVideoError.js";
import type { KlingVideo } from "../model/status.js";
import type { UpstreamFetch } from "./callFal.js";
import type { KlingStore } from "./KlingStore.js";
import type { KlingWebhookEvent } from "./KlingWebhookEvent.js";

/** Whose generation it is. */
interface Ended {
  /** fal's id of the request: the one key under which to keep what you make of it. A secret. */
  requestId: string;
  /** Who has asked for it; `null` where the store no longer knows. */
  userId: string | null;
  /** The page's name for the press; `null` where the store no longer knows. */
  attemptId: string | null;
}

/** A video that fal has made. */
export interface KlingWebhookVideo extends Ended {
  /** Public for anybody who knows its URL, and kept by fal for a while only. */
  video: KlingVideo;
}

/** A generation that has ended without a video. */
export interface KlingWebhookFailure extends Ended {
  /** Why, in the words that the browser uses. It echoes nothing of the input. */
  error: KlingVideoError;
}

/** Options of `createKlingWebhook`. */
export interface KlingWebhookOptions {
  /** fal's API key, the same as the proxy's: with it, the proxy marks the address that fal calls. */
  falKey: string | undefined;
  /** The store of the proxy: the same one, or one on the same Redis or Postgres. */
  store: KlingStore;
  /**
   * Called once fal has made a video, also when nobody looks any more. fal is answered after it has
   * ended; where it throws, fal's next delivery calls it again. Twice is rare, but can happen when a
   * process dies, so write under `requestId`.
   */
  onCompleted: (generation: KlingWebhookVideo) => unknown;
  /** Called when a generation has ended without a video. What `onCompleted` says holds here, too. */
  onFailed?: ((generation: KlingWebhookFailure) => unknown) | undefined;
  /** Called with what happens, for logs and metrics. What it throws is ignored. */
  onEvent?: ((event: KlingWebhookEvent) => void) | undefined;
  /**
   * The id of your fal account, as in `x-fal-webhook-user-id`. Deliveries of any other account are
   * then refused, even if your addresses become known.
   *
   * @default any account, as long as the address proves that your proxy gave it to fal
   */
  falUserId?: string | undefined;
  /**
   * Keeps a serverless host alive until a promise has settled, so that `onCompleted` ends although
   * fal, which waits 15 s, has hung up: Next's `after`, or `waitUntil` of your platform.
   */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
  /** How fal's public keys are fetched. @default globalThis.fetch */
  fetch?: UpstreamFetch | undefined;
  /** @default "https://rest.fal.ai/.well-known/jwks.json" */
  jwksUrl?: string | undefined;
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined;
}
