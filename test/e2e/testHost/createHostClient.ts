import { dehydrate, hydrate, QueryClient, type DefaultOptions } from "@tanstack/react-query";
import type { HostClient, HostileDefault } from "./HostSetup";

/** The host's query client, set up as its address wants it. */
export function createHostClient(wanted: HostClient): QueryClient | undefined {
  if (wanted === "none") return undefined;
  if (wanted === "persisted") return createPersistedClient();
  return new QueryClient({ defaultOptions: toHostile(wanted.hostile) });
}

function toHostile(names: readonly HostileDefault[]): DefaultOptions {
  const has = (name: HostileDefault) => names.includes(name);
  const shared = {
    ...(has("retry") && { retry: 3, retryDelay: 50 }),
    ...(has("networkMode") && { networkMode: "offlineFirst" as const }),
    ...(has("gcTime") && { gcTime: 0 }),
    ...(has("throwOnError") && { throwOnError: true }),
  };
  const ofQueries = {
    ...(has("staleTime") && { staleTime: Infinity, refetchOnMount: false }),
    ...(has("enabled") && { enabled: false }),
  };
  return { queries: { ...shared, ...ofQueries }, mutations: shared };
}

const KEY = "host:queries";

/** Keeps what it has, pending mutations too, and resumes them: the boldest persister there can be. */
function createPersistedClient(): QueryClient {
  const client = new QueryClient();
  const kept = localStorage.getItem(KEY);
  if (kept !== null) {
    hydrate(client, JSON.parse(kept));
    void client.resumePausedMutations();
  }
  const keep = () => {
    const state = dehydrate(client, { shouldDehydrateMutation: () => true });
    localStorage.setItem(KEY, JSON.stringify(state));
  };
  client.getMutationCache().subscribe(keep);
  client.getQueryCache().subscribe(keep);
  return client;
}
