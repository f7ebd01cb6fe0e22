import type { QueryClient } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { RecordPhase } from "../model/record.js";
import type { RecordStore } from "../records/RecordStore.js";
import { toOrphanProgress } from "../records/toOrphanProgress.js";
import { klingVideoKeys } from "./klingVideoKeys.js";

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
  const { requestId } = progress;
  const noteWish = async (wish: Wish) => {
    const isStillOpen = store.getRecord(attemptId)?.progress.phase === "accepted";
    if (!isStillOpen) return;
    await store.update(attemptId, { progress: { phase: "accepted", requestId, ...wish } });
  };

  store.setCancelError(attemptId, undefined);
  const cancelRequestedAt = Date.now();
  await noteWish({ cancelRequestedAt });
  try {
    const isQueuedAtCancel = await isQueued(transport, requestId);
    const answer = await transport.cancel(requestId);
    const isCancelAccepted = answer === "requested";
    await noteWish(
      isCancelAccepted ? { cancelRequestedAt, isCancelAccepted, isQueuedAtCancel } : {},
    );
    // fal may not know a request yet that it has just taken: nothing was canceled.
    if (answer === "not-found") store.setCancelError(attemptId, toCancelError(undefined));
  } catch (error) {
    await noteWish({});
    store.setCancelError(attemptId, toCancelError(error));
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
  const timer = setTimeout(() => controller.abort(), LOOK_WITHIN_MS);
  try {
    const { status } = await transport.status(requestId, { signal: controller.signal });
    return status === "in-queue";
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function toCancelError(error: unknown): KlingVideoError {
  return error instanceof KlingVideoError
    ? error
    : new KlingVideoError({ code: "cancel-failed", charged: "maybe" });
}
