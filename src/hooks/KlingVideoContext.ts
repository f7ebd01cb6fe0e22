"use client";

import { createContext, useContext } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { FalHeaders } from "../fal/FalTransportOptions.js";
import type { Labels } from "../locales/Labels.js";
import type { Price } from "../model/price.js";
import type { KlingStorage } from "../records/KlingStorage.js";

/** What can be set once for a subtree. Every component and hook also takes it itself. */
export interface KlingVideoConfig {
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
  /** Where records are kept. @default localStorage */
  storage?: KlingStorage | undefined;
  /** Words in place of the English ones, key by key. */
  labels?: Partial<Labels> | undefined;
  /** Price list in place of fal's own. */
  price?: Price | undefined;
}

/** Filled by `KlingVideoProvider`. */
export const KlingVideoContext = createContext<KlingVideoConfig>({});

/** The nearest provider's settings, overridden key by key by a component's own props. */
export function useKlingVideoConfig(own: KlingVideoConfig = {}): KlingVideoConfig {
  const inherited = useContext(KlingVideoContext);
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...inherited, ...given };
}
