"use client";

import { hashKey, QueryClient, QueryClientContext } from "@tanstack/react-query";
import { useContext, useEffect, useState } from "react";
import { klingVideoKeys } from "../queries/klingVideoKeys.js";

/**
 * The query client of the host: the given one, the nearest provider's, or one of our own where there
 * is none.
 */
export function useKlingQueryClient(given: QueryClient | undefined): QueryClient {
  const nearest = useContext(QueryClientContext);
  const [own] = useState(() => (given || nearest ? undefined : ownClient()));
  const client = given ?? nearest ?? own ?? ownClient();

  sayHowToHash(client);
  // A client without a provider does not notice focus and network until it is mounted.
  useEffect(() => {
    client.mount();
    return () => client.unmount();
  }, [client]);

  return client;
}

const told = new WeakSet<QueryClient>();

/**
 * A host's default for hashing keys would apply where data is written by key, and not where it is
 * observed: what a stream brings would be written past those who look.
 */
function sayHowToHash(client: QueryClient): void {
  if (told.has(client)) return;
  told.add(client);
  client.setQueryDefaults(klingVideoKeys.all, { queryKeyHashFn: hashKey });
}

let pageClient: QueryClient | undefined;

/** One for the page, so that its hooks share what they know; one for each render on a server. */
function ownClient(): QueryClient {
  if (typeof document === "undefined") return new QueryClient();
  return (pageClient ??= new QueryClient());
}
