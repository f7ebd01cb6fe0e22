import type { Duration } from "../model/input.js";
import type { ProxyCall } from "./ProxyCall.js";
import type { ProxyReason } from "./ProxyRefusal.js";

/**
 * What the proxy tells for logs and metrics. No event holds a key, cookie, prompt, address or
 * request id. `attempt` is a hash of visitor and attempt: the same in every event of one generation.
 */
export type KlingProxyEvent =
  /** fal took a generation. */
  | {
      type: "accepted";
      userId: string;
      attempt: string;
      duration: Duration;
      /** fal's list price, in US dollars. */
      priceUsd: number;
    }
  /** A generation was sent, and nobody can know whether fal took it. It is not sent again. */
  | { type: "unconfirmed"; userId: string; attempt: string; priceUsd: number }
  /** A request was refused: by the proxy, with its reason, or by fal (`"fal"`). */
  | {
      type: "refused";
      /** `null`: not known, or refused before that was asked. */
      userId: string | null;
      /** `null`: the target is none that the proxy serves. */
      operation: ProxyCall["operation"] | null;
      status: number;
      reason: ProxyReason | "fal";
    }
  /** fal has made a video. Once for each generation. */
  | { type: "completed"; userId: string | null; attempt: string | null }
  /** What fal charges for it, by its header `x-fal-billable-units`. Once for each generation. */
  | {
      type: "charged";
      userId: string | null;
      attempt: string | null;
      /** As fal counts them: seconds of video. */
      units: number;
      /** Units at fal's list price per second, in US dollars. */
      usd: number;
    }
  /** The store did not answer. Submits are refused meanwhile; reads pass. */
  | { type: "store-failed"; during: "claim" | "limits" | "record" | "read" };
