"use client";

import { QueryClient, QueryClientContext } from "@tanstack/react-query";
import { useContext, useEffect, useState } from "react";

/**
 * The query client of the host: the given one, the nearest provider's, or one of our own where there
 * is none.
 */
export function useKlingQueryClient(given: QueryClient | undefined): QueryClient {
  const nearest = useContext(QueryClientContext);
  const [own] = useState(() => (given || nearest ? undefined : ownClient()));
  const client = given ?? nearest ?? own ?? ownClient();

  // A client without a provider does not notice focus and network until it is mounted.
  useEffect(() => {
    client.mount();
    return () => client.unmount();
  }, [client]);

  return client;
}

let pageClient: QueryClient | undefined;

/** One for the page, so that its hooks share what they know; one for each render on a server. */
function ownClient(): QueryClient {
  if (typeof document === "undefined") return new QueryClient();
  return (pageClient ??= new QueryClient());
}
