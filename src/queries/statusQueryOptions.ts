import {
  queryOptions,
  type DataTag,
  type QueryFunctionContext,
  type UseQueryOptions,
} from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { mergeStatus } from "../model/mergeStatus.js";
import type { QueueStatus, StatusFacts } from "../model/status.js";
import { leavePace, shareOfPace, takeAskingPlace } from "./askingPace.js";
import { countFailure } from "./failuresInRow.js";
import { followingDefaults } from "./followingDefaults.js";
import { interruption } from "./interruption.js";
import { klingVideoKeys } from "./klingVideoKeys.js";
import { isPageHidden, pollInterval } from "./pollInterval.js";
import { markStreamless, takeStreamPlace } from "./streamPlaces.js";

/** Which request is followed, and how. */
export interface FollowOptions {
  transport: KlingTransport;
  requestId: string;
  /** Whether fal is asked for the model's log lines. @default true */
  logs?: boolean | undefined;
  /** How often the request was opened again after its end; each time all is asked anew. @default 0 */
  reopenings?: number | undefined;
}

const POLL_FRESH_MS = 1_500;
const POLL_LATER_MS = 4_000;
const FRESH_LOOKS = 30;

/** fal may not know a request yet that it has just taken: it gets a minute, and so many looks. */
const UNKNOWN_FOR_MS = 60_000;
const UNKNOWN_LOOKS = 8;

/** Answers without sense in a row, after which the result is asked for: a quarter of an hour. */
export const SENSELESS_LOOKS = 40;

type StatusKey = ReturnType<typeof klingVideoKeys.status>;

/**
 * The status of a request, looked at again until it is completed. One look follows the stream for
 * as long as there is one, writing what comes into the cache, and always ends with one plain GET.
 * An error beside data is a state of the connection, never a failure of the request.
 */
export function statusQueryOptions({
  transport,
  requestId,
  logs = true,
  reopenings,
}: FollowOptions): UseQueryOptions<StatusFacts, KlingVideoError, StatusFacts, StatusKey> & {
  queryKey: DataTag<StatusKey, StatusFacts, KlingVideoError>;
} {
  const queryKey = klingVideoKeys.status(transport.id, requestId, reopenings);
  return queryOptions<StatusFacts, KlingVideoError, StatusFacts, StatusKey>({
    ...followingDefaults,
    queryKey,
    queryFn: (context) => look(context, { transport, requestId, logs }),
    // Completed is the end, and only a visitor who signs in again ends a sign-out.
    refetchInterval: (query) => {
      const { state } = query;
      if (state.data?.status === "completed" || state.error?.code === "signed-out") {
        leavePace(query);
        return false;
      }
      const liveMs = state.dataUpdateCount < FRESH_LOOKS ? POLL_FRESH_MS : POLL_LATER_MS;
      return pollInterval(state, Math.max(liveMs, shareOfPace(query)), isPageHidden());
    },
    enabled: ({ state }) => state.data?.status !== "completed",
  });
}

async function look(
  { client, queryKey, signal }: QueryFunctionContext<StatusKey>,
  { transport, requestId, logs }: Required<Omit<FollowOptions, "reopenings">>,
): Promise<StatusFacts> {
  const known = () => client.getQueryData<StatusFacts>(queryKey);
  const merge = (seen: QueueStatus) => mergeStatus(known(), seen, Date.now());

  // StrictMode mounts twice: the first look is given up before it has asked anything.
  await null;
  signal.throwIfAborted();

  const leave = isPageHidden() ? undefined : takeStreamPlace(transport);
  if (leave) {
    const { signal: interrupted, stop } = interruption(signal);
    try {
      const onStatus = (seen: QueueStatus) => {
        if (!signal.aborted) client.setQueryData(queryKey, merge(seen));
      };
      const end = await transport.watch(requestId, { signal: interrupted, logs, onStatus });
      if (end === "unusable") markStreamless(transport);
    } finally {
      stop();
      leave();
    }
    signal.throwIfAborted();
  }

  await takeAskingPlace(signal);
  try {
    return merge(await transport.status(requestId, { signal, logs }));
  } catch (error) {
    if (!(error instanceof KlingVideoError)) throw error;
    if (isFinal(error, countFailure(client, queryKey, error))) return merge(ended(error));
    throw error;
  }
}

/**
 * Whether there is no use in asking on. What counts is what this page has seen in a row: it may have
 * slept since the last good look.
 */
function isFinal({ code }: KlingVideoError, { count, ms }: { count: number; ms: number }): boolean {
  if (code === "not-found") return count >= UNKNOWN_LOOKS && ms >= UNKNOWN_FOR_MS;
  if (code === "bad-answer") return count >= SENSELESS_LOOKS;
  return code === "expired";
}

/** The end of what can be learned by looking: the result has the last word on it. */
function ended(error: KlingVideoError): QueueStatus {
  return { status: "completed", queuePosition: null, logs: [], error: error.toJSON() };
}
