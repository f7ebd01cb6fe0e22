import { queryOptions, type DataTag, type UseQueryOptions } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { Price } from "../model/price.js";
import { followingDefaults } from "./followingDefaults.js";
import { klingVideoKeys } from "./klingVideoKeys.js";

/** Prices change seldom; a page that stays open for a day still learns of it. */
const FRESH_FOR_MS = 60 * 60_000;

type PriceKey = ReturnType<typeof klingVideoKeys.price>;

/**
 * fal's own price, asked for through the proxy, at most once an hour. A proxy that does not pass it
 * on is asked once.
 */
export function priceQueryOptions({
  transport,
}: {
  transport: Pick<KlingTransport, "id" | "price">;
}): UseQueryOptions<Price, KlingVideoError, Price, PriceKey> & {
  queryKey: DataTag<PriceKey, Price, KlingVideoError>;
} {
  return queryOptions<Price, KlingVideoError, Price, PriceKey>({
    ...followingDefaults,
    queryKey: klingVideoKeys.price(transport.id),
    queryFn: async ({ signal }) => {
      await null; // StrictMode: the first mount's question is given up before it is asked
      signal.throwIfAborted();
      if (!transport.price) throw new KlingVideoError({ code: "proxy-setup", charged: "no" });
      return transport.price({ signal });
    },
    staleTime: FRESH_FOR_MS,
    gcTime: FRESH_FOR_MS,
    retryOnMount: false,
    refetchOnMount: true,
    refetchOnWindowFocus: ({ state }) => state.data !== undefined,
    refetchOnReconnect: true,
    refetchInterval: false,
    refetchIntervalInBackground: false,
  });
}
