import { requestIdOf } from "../model/record.js";
import type { CancelContext } from "./cancelGeneration.js";
import { klingVideoKeys } from "./klingVideoKeys.js";

/**
 * Asks once now what became of an attempt: fal, or the proxy where fal's answer was lost. One that
 * has failed after it was accepted is opened again: the result may be readable by now.
 */
export async function checkGeneration(
  { transport, store, client }: CancelContext,
  attemptId: string,
): Promise<void> {
  const record = store.getRecord(attemptId);
  if (record?.progress.phase === "unconfirmed") {
    return client.refetchQueries({ queryKey: klingVideoKeys.attempt(transport.id, attemptId) });
  }
  const requestId = record && requestIdOf(record);
  if (!record || !requestId) return;

  if (record.progress.phase === "failed") {
    // Counted in the record, so that what another tab still holds of the old end does not count.
    const reopenings = (record.reopenings ?? 0) + 1;
    const progress = { phase: "accepted", requestId } as const;
    await store.update(attemptId, { progress, reopenings, isReported: false });
    return;
  }
  if (record.progress.phase !== "accepted") return;
  const queryKey = klingVideoKeys.request(transport.id, requestId);
  void client.refetchQueries({ queryKey }); // a look may last as long as its stream
}
