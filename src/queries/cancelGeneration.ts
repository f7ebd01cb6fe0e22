import type { QueryClient } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { RecordStore } from "../records/RecordStore.js";
import { klingVideoKeys } from "./klingVideoKeys.js";

/** Where an attempt is noted and followed. */
export interface CancelContext {
  transport: KlingTransport;
  store: RecordStore;
  client: QueryClient;
}

/**
 * Asks for an attempt to be canceled, wherever it is: before it is sent it is taken back, while it
 * is being sent the wish waits for the request id, and what fal has is asked of fal. The request is
 * followed on until fal says what became of it.
 */
export async function cancelGeneration(
  { transport, store, client }: CancelContext,
  attemptId: string,
): Promise<void> {
  if (store.getLive(attemptId)) return store.setLive(attemptId, { isCancelPending: true });

  const progress = store.getRecord(attemptId)?.progress;
  if (progress?.phase !== "accepted") return;
  const { requestId } = progress;
  const noteWish = async (cancelRequestedAt: number | undefined, isCancelAccepted = false) => {
    const isStillOpen = store.getRecord(attemptId)?.progress.phase === "accepted";
    if (!isStillOpen) return;
    await store.update(attemptId, {
      progress: { phase: "accepted", requestId, cancelRequestedAt, isCancelAccepted },
    });
  };

  store.setCancelError(attemptId, undefined);
  const wishedAt = Date.now();
  await noteWish(wishedAt);
  try {
    const answer = await transport.cancel(requestId);
    if (answer === "requested") await noteWish(wishedAt, true);
    else await noteWish(undefined);
    // fal may not know a request yet that it has just taken: nothing was canceled.
    if (answer === "not-found") store.setCancelError(attemptId, toCancelError(undefined));
  } catch (error) {
    await noteWish(undefined);
    store.setCancelError(attemptId, toCancelError(error));
  }
  const queryKey = klingVideoKeys.request(transport.id, requestId);
  void client.refetchQueries({ queryKey }, { cancelRefetch: false });
}

function toCancelError(error: unknown): KlingVideoError {
  return error instanceof KlingVideoError
    ? error
    : new KlingVideoError({ code: "cancel-failed", charged: "maybe" });
}
