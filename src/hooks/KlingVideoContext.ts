"use client";

import { createContext, useContext } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { FrameOptions } from "../frames/FrameOptions.js";
import type { FalHeaders } from "../fal/FalTransportOptions.js";
import type { Labels } from "../locales/Labels.js";
import type { Price } from "../model/price.js";
import type { KlingStorage } from "../records/KlingStorage.js";

/** What can be set once for a subtree. Every component and hook also takes it itself. */
export interface KlingVideoConfig extends FrameOptions {
  /** URL of the host's own route to fal, such as `"/api/fal/proxy"`. */
  proxyUrl?: string | undefined;
  /** Another way to fal, in place of `proxyUrl`. */
  transport?: KlingTransport | undefined;
  /** Headers for every request to the proxy; may be a function, also an async one. */
  headers?: FalHeaders | undefined;
  /** Whether cookies go to a proxy on another origin. @default "same-origin" */
  credentials?: RequestCredentials | undefined;
  /** Which visitor: another scope never sees these generations. @default "anonymous" */
  scope?: string | undefined;
  /**
   * Where records are kept; read when a scope is first asked for. A storage of each visitor's own
   * needs that visitor's `scope`, too. @default localStorage
   */
  storage?: KlingStorage | undefined;
  /**
   * How many generations of the visitor may be at fal at once, in all tabs; what is beyond waits, not
   * sent and not paid. fal runs two at a time for a new account: a third one would only wait there,
   * where it can no longer be taken back for sure. Set it to what your account runs.
   * @default no limit for `useKlingVideo` and the widget, 2 for `useKlingVideos`
   */
  concurrency?: number | undefined;
  /** Words in place of the English ones, key by key. */
  labels?: Partial<Labels> | undefined;
  /**
   * Price list in place of the built-in one; `"fal"`: what fal says now, asked for through the
   * proxy, and the built-in one until then and where it cannot be had.
   * @default the built-in one
   */
  price?: Price | "fal" | undefined;
}

/** What a part for frames needs to prepare and upload them. */
export type FrameConfig = Pick<
  KlingVideoConfig,
  "transport" | "proxyUrl" | "headers" | "credentials" | keyof FrameOptions
>;

/** Filled by `KlingVideoProvider`. */
export const KlingVideoContext = createContext<KlingVideoConfig>({});

/** The nearest provider's settings, overridden key by key by a component's or hook's own. */
export function useKlingVideoConfig(own: KlingVideoConfig): KlingVideoConfig {
  const inherited = useContext(KlingVideoContext);
  const concurrency = own.concurrency ?? inherited.concurrency;
  if (concurrency !== undefined && !(concurrency >= 1)) throw new Error(NO_CONCURRENCY);
  return {
    proxyUrl: own.proxyUrl ?? inherited.proxyUrl,
    // A proxy of one's own is another way to fal than the transport of the subtree.
    transport: own.transport ?? (own.proxyUrl === undefined ? inherited.transport : undefined),
    headers: own.headers ?? inherited.headers,
    credentials: own.credentials ?? inherited.credentials,
    scope: own.scope ?? inherited.scope,
    storage: own.storage ?? inherited.storage,
    concurrency,
    labels: own.labels ?? inherited.labels,
    price: own.price ?? inherited.price,
    stripMetadata: own.stripMetadata ?? inherited.stripMetadata,
    frameBackground: own.frameBackground ?? inherited.frameBackground,
    decodeHeic: own.decodeHeic ?? inherited.decodeHeic,
  };
}

const NO_CONCURRENCY =
  "react-kling-video: `concurrency` is less than 1, so nothing would ever be sent. Give it the number " +
  "of generations that may be under way at once, or leave it out.";
