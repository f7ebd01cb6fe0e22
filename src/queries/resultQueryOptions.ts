import { queryOptions, type DataTag, type UseQueryOptions } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { uploadsOf } from "../frames/uploads.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { Outcome } from "../model/status.js";
import { takeAskingPlace } from "./askingPace.js";
import { countFailure } from "./failuresInRow.js";
import { followingDefaults } from "./followingDefaults.js";
import { SENSELESS_LOOKS, type FollowOptions } from "./statusQueryOptions.js";
import { klingVideoKeys } from "./klingVideoKeys.js";
import { isPageHidden, pollInterval } from "./pollInterval.js";
import { sleep } from "../fal/sleep.js";

const POLL_MS = 2_000;

/** When what fal or our proxy says is asked for again: three times within 30 s in all. */
const ASK_AGAIN_AFTER_MS = [5_000, 15_000];

type ResultKey = ReturnType<typeof klingVideoKeys.result>;

/**
 * The result of a completed request: the video, or why there is none. A result that cannot be read
 * is asked for again; an error is a state of the connection. Enable it once the status is completed.
 */
export function resultQueryOptions({
  transport,
  requestId,
  reopenings,
}: FollowOptions): UseQueryOptions<Outcome, KlingVideoError, Outcome, ResultKey> & {
  queryKey: DataTag<ResultKey, Outcome, KlingVideoError>;
} {
  return queryOptions<Outcome, KlingVideoError, Outcome, ResultKey>({
    ...followingDefaults,
    queryKey: klingVideoKeys.result(transport.id, requestId, reopenings),
    queryFn: async ({ client, queryKey, signal }) => {
      await null; // StrictMode: the first mount's question is given up before it is asked
      signal.throwIfAborted();
      await takeAskingPlace(signal);
      const outcome = await askForResult(transport, requestId, signal).catch((error: unknown) => {
        const { count } = countFailure(client, queryKey, error);
        if (isSenseless(error) && count >= SENSELESS_LOOKS) return unreadable(error);
        throw error;
      });
      const isFrameGone = outcome.type === "failed" && outcome.error.code === "frame-unreachable";
      if (isFrameGone) uploadsOf(transport).doubt();
      return outcome;
    },
    enabled: ({ state }) => state.data === undefined,
    refetchInterval: ({ state }) => {
      if (state.data || state.error?.code === "signed-out") return false;
      return pollInterval(state, POLL_MS, isPageHidden());
    },
  });
}

async function askForResult(
  transport: KlingTransport,
  requestId: string,
  signal: AbortSignal,
): Promise<Outcome> {
  for (const waitMs of ASK_AGAIN_AFTER_MS) {
    try {
      return await transport.result(requestId, { signal });
    } catch (error) {
      if (!isDecided(error)) throw error;
      await sleep(waitMs, signal);
    }
  }
  try {
    return await transport.result(requestId, { signal });
  } catch (error) {
    if (!isDecided(error)) throw error;
    return { type: "failed", error: error.toJSON() };
  }
}

/** Something answers, but not with a result. */
function isSenseless(error: unknown): error is KlingVideoError {
  return error instanceof KlingVideoError && error.code === "bad-answer";
}

function unreadable({ values }: KlingVideoError): Outcome {
  return { type: "failed", error: { code: "result-unreadable", charged: "maybe", values } };
}

/**
 * Somebody who knows has answered, and may answer otherwise in a moment: fal says itself that it
 * failed, or our own proxy that this visitor has no such request.
 */
function isDecided(error: unknown): error is KlingVideoError {
  if (!(error instanceof KlingVideoError)) return false;
  return ["model-error", "queue-timeout", "not-found"].includes(error.code);
}
