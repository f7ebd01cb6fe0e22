/** Five minutes, as TanStack Query has it, but said: a host's default must not forget a paid job. */
const GC_TIME_MS = 5 * 60_000;

/**
 * Every option of a query that a host's defaults could break ours with. A generation is paid for,
 * so it is followed in a hidden tab, offline and whatever the host prefers for its own queries.
 */
export const followingDefaults = {
  staleTime: 0,
  gcTime: GC_TIME_MS,
  retry: false,
  retryOnMount: true,
  networkMode: "always",
  refetchOnMount: "always",
  refetchOnWindowFocus: "always",
  refetchOnReconnect: "always",
  refetchIntervalInBackground: true,
  throwOnError: false,
  subscribed: true,
  initialData: undefined,
  placeholderData: undefined,
  select: undefined,
  persister: undefined,
  queryKeyHashFn: undefined,
  structuralSharing: true,
  notifyOnChangeProps: undefined,
} as const;
