import { requestIdOf } from "../model/record.js";
import type { CancelContext } from "./cancelGeneration.js";
import { klingVideoKeys } from "./klingVideoKeys.js";

/**
 * Asks fal once now what became of an attempt. One that has failed after it was accepted is opened
 * again: the result may be readable by now.
 */
export async function checkGeneration(
  { transport, store, client }: CancelContext,
  attemptId: string,
): Promise<void> {
  const record = store.getRecord(attemptId);
  const requestId = record && requestIdOf(record);
  if (!record || !requestId) return;

  if (record.progress.phase === "failed") {
    client.removeQueries({ queryKey: klingVideoKeys.request(transport.id, requestId) });
    await store.update(attemptId, {
      progress: { phase: "accepted", requestId },
      isReported: false,
    });
    return;
  }
  if (record.progress.phase !== "accepted") return;
  const queryKey = klingVideoKeys.request(transport.id, requestId);
  void client.refetchQueries({ queryKey }); // a look may last as long as its stream
}
