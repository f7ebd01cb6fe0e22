import { queryOptions, type DataTag, type UseQueryOptions } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import type { AttemptOutcome } from "../model/status.js";
import { followingDefaults } from "./followingDefaults.js";
import { klingVideoKeys } from "./klingVideoKeys.js";
import { isPageHidden, pollInterval } from "./pollInterval.js";

/** Which attempt is asked about. */
export interface AttemptQuery {
  transport: KlingTransport;
  attemptId: string;
}

const POLL_MS = 2_000;

type AttemptKey = ReturnType<typeof klingVideoKeys.attempt>;

/**
 * What came of an attempt whose answer was lost, where the proxy keeps note of attempts. It is only
 * a question: nothing is sent to fal. Asked once, and again while the attempt is under way or the
 * proxy cannot be reached.
 */
export function attemptQueryOptions({ transport, attemptId }: AttemptQuery): UseQueryOptions<
  AttemptOutcome,
  KlingVideoError,
  AttemptOutcome,
  AttemptKey
> & {
  queryKey: DataTag<AttemptKey, AttemptOutcome, KlingVideoError>;
} {
  return queryOptions<AttemptOutcome, KlingVideoError, AttemptOutcome, AttemptKey>({
    ...followingDefaults,
    queryKey: klingVideoKeys.attempt(transport.id, attemptId),
    queryFn: async ({ signal }) => {
      await null; // StrictMode: the first mount's question is given up before it is asked
      signal.throwIfAborted();
      return (await transport.findAttempt?.(attemptId, { signal })) ?? { outcome: "not-kept" };
    },
    refetchInterval: ({ state }) => {
      const isOpen = state.error !== null || state.data?.outcome === "in-flight";
      if (!isOpen || state.error?.code === "signed-out") return false;
      return pollInterval(state, POLL_MS, isPageHidden());
    },
  });
}
