"use client";

import { QueryObserver, type QueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Price } from "../model/price.js";
import { priceQueryOptions } from "../queries/priceQueryOptions.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";
import { useKlingQueryClient } from "./useKlingQueryClient.js";
import { useTransport } from "./useTransport.js";

/** What a price depends on; what is left out is the nearest provider's. */
export interface UsePriceOptions extends Pick<
  KlingVideoConfig,
  "price" | "transport" | "proxyUrl" | "headers" | "credentials"
> {
  /** Another query client than the nearest provider's. */
  queryClient?: QueryClient | undefined;
}

/**
 * The price list to show and to note: the host's, or with `price="fal"` the one that fal tells.
 * `undefined` stands for the built-in one, also for as long as fal's is not known.
 *
 * @example
 * const cost = estimateCost("10", usePrice({ price: "fal", proxyUrl: "/api/fal/proxy" }));
 */
export function usePrice(options: UsePriceOptions = {}): Price | undefined {
  const { price } = useKlingVideoConfig(options);
  const transport = useTransport(options);
  const client = useKlingQueryClient(options.queryClient);
  const asked = price === "fal" && transport?.price ? transport : undefined;

  // Made only where it was asked for: to look at a query is to have it in the host's cache.
  const observer = useMemo(
    () => asked && new QueryObserver(client, priceQueryOptions({ transport: asked })),
    [client, asked],
  );
  const subscribe = useCallback(
    (listener: () => void) => observer?.subscribe(listener) ?? (() => {}),
    [observer],
  );
  const read = () => observer?.getCurrentResult().data;
  const told = useSyncExternalStore(subscribe, read, read);
  return price === "fal" ? told : price;
}
