import { KlingVideoError } from "../model/KlingVideoError.js";
import { requestIdOf, type GenerationRecord } from "../model/record.js";
import {
  submitMutationOptions,
  type SubmitContext,
  type SubmitOutcome,
} from "./submitMutationOptions.js";

/**
 * Runs the mutation of an attempt that has been begun in the store. It does not depend on the
 * component that asked for it, so that nothing is lost when that one is unmounted.
 */
export async function submitGeneration(
  context: SubmitContext,
  attemptId: string,
): Promise<SubmitOutcome> {
  const { client, store } = context;
  try {
    const mutation = client.getMutationCache().build(client, submitMutationOptions(context));
    return await mutation.execute(attemptId);
  } catch {
    // A callback of the host's own mutation cache threw: before the mutation ran, or after it.
    const isUnsettled = store.getLive(attemptId) !== undefined;
    const record = store.getRecord(attemptId);
    if (isUnsettled && !(record && requestIdOf(record))) {
      const error = notSent().toJSON();
      const progress = { phase: "failed", error, completedAt: Date.now() } as const;
      await store.update(attemptId, { progress });
    }
    store.endLive(attemptId);
    return toOutcome(store.getRecord(attemptId));
  }
}

function toOutcome(record: GenerationRecord | undefined): SubmitOutcome {
  const requestId = record && requestIdOf(record);
  if (requestId !== undefined) return { ok: true, requestId };
  const progress = record?.progress;
  const error = progress && "error" in progress ? new KlingVideoError(progress.error) : notSent();
  return { ok: false, error };
}

function notSent(): KlingVideoError {
  return new KlingVideoError({ code: "not-sent", charged: "no" });
}
