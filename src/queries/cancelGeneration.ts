import type { QueryClient } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { RecordPhase } from "../model/record.js";
import type { RecordStore } from "../records/RecordStore.js";
import { within } from "../records/within.js";
import { toOrphanProgress } from "../records/toOrphanProgress.js";
import { klingVideoKeys } from "./klingVideoKeys.js";

/** For so long a look tells of the moment of the cancel that follows it. */
const KNOWN_FOR_MS = 3_000;

/** A wish to cancel does not wait longer for the look that precedes it. */
const LOOK_WITHIN_MS = 2_000;

/** Where an attempt is noted and followed. */
export interface CancelContext {
  transport: KlingTransport;
  store: RecordStore;
  client: QueryClient;
}

/**
 * Asks for an attempt to be canceled, wherever it is: before it is sent it is taken back, while it
 * is being sent the wish waits for the request id (both by the page that has it in its hands), and
 * what fal has is asked of fal. The request is followed on until fal says what became of it.
 */
export async function cancelGeneration(
  { transport, store, client }: CancelContext,
  attemptId: string,
): Promise<void> {
  if (store.getLive(attemptId)) return store.setLive(attemptId, { isCancelPending: true });

  const progress = store.getRecord(attemptId)?.progress;
  if (progress && toOrphanProgress(progress, 0)) return store.askToCancel(attemptId);
  if (progress?.phase !== "accepted") return;
  if (progress.isCancelAccepted || store.isCanceling(attemptId)) return;
  const { requestId } = progress;
  const noteWish = async (wish: Wish) => {
    const isStillOpen = store.getRecord(attemptId)?.progress.phase === "accepted";
    if (!isStillOpen) return;
    await store.update(attemptId, { progress: { phase: "accepted", requestId, ...wish } });
  };

  store.setCancelError(attemptId, undefined);
  store.setCanceling(attemptId, true);
  const cancelRequestedAt = Date.now();
  try {
    const lookedAt = performance.now();
    const isQueuedBefore = await isQueued(transport, requestId);
    const answer = await transport.cancel(requestId);
    const isCancelAccepted = answer === "requested";
    // What was slow may have been started in between.
    const isQueuedAtCancel = isQueuedBefore && performance.now() - lookedAt < KNOWN_FOR_MS;
    await noteWish(
      isCancelAccepted ? { cancelRequestedAt, isCancelAccepted, isQueuedAtCancel } : {},
    );
    // fal may not know a request yet that it has just taken: nothing was canceled.
    if (answer === "not-found") store.setCancelError(attemptId, toCancelError(undefined));
  } catch (error) {
    await noteWish({});
    store.setCancelError(attemptId, toCancelError(error));
  } finally {
    // Kept for this page only until fal has taken it: one that is closed meanwhile has asked nothing.
    store.setCanceling(attemptId, false);
  }
  const queryKey = klingVideoKeys.request(transport.id, requestId);
  void client.refetchQueries({ queryKey }, { cancelRefetch: false });
}

type Wish = Omit<Extract<RecordPhase, { phase: "accepted" }>, "phase" | "requestId">;

/**
 * Whether fal says, right before the wish, that the request has not been started. What the page has
 * seen last may be seconds old, and what was started in between may cost.
 */
async function isQueued(transport: KlingTransport, requestId: string): Promise<boolean> {
  const controller = new AbortController();
  const looking = transport.status(requestId, { signal: controller.signal }).catch(() => undefined);
  const seen = await within(LOOK_WITHIN_MS, looking, undefined);
  controller.abort();
  return seen?.status === "in-queue";
}

function toCancelError(error: unknown): KlingVideoError {
  return error instanceof KlingVideoError
    ? error
    : new KlingVideoError({ code: "cancel-failed", charged: "maybe" });
}
