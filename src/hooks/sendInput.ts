import { trustedOrigins } from "../fal/trustedOrigins.js";
import type { KlingVideoInput } from "../model/input.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { estimateCost, type Price } from "../model/price.js";
import { validateInput } from "../model/validateInput.js";
import { submitGeneration } from "../queries/submitGeneration.js";
import type { SubmitContext, SubmitOutcome } from "../queries/submitMutationOptions.js";
import { isTurnFree } from "../queries/submitTurns.js";
import { toRecord, withUploadedFrames } from "./toRecord.js";

/** Where an input is sent, and at which price. */
export interface SendContext extends SubmitContext {
  price: Price | undefined;
  frames: NonNullable<SubmitContext["frames"]>;
}

/**
 * One press: checks the input, notes the attempt, and sends it once, when its turn comes.
 *
 * @param slot the widget whose generation it is; without one it is in nobody's way
 */
export async function sendInput(
  context: SendContext,
  given: KlingVideoInput,
  slot?: string,
): Promise<SubmitOutcome> {
  const { transport, store, frames, price } = context;
  const input = withUploadedFrames(given, transport, frames);
  const [error] = validateInput(input, trustedOrigins(transport));
  if (error) return { ok: false, error };

  const made = toRecord(input, slot ?? "", estimateCost(input.duration, price));
  const record = { ...made, slot: slot ?? made.attemptId };
  await store.ready();
  // A press that waits for an upload asks for its turn when that is done.
  const isReady = record.progress.phase !== "uploading";
  const hasTurn = isReady && isTurnFree(context);
  const attempt = isReady && !hasTurn ? { ...record, progress: WAITING } : record;
  const isBegun = store.begin(attempt, { input, isCancelPending: false, hasTurn });
  if (!isBegun) return refuse("busy");
  return submitGeneration(context, attempt.attemptId);
}

/** The outcome of a press that came to nothing, before anything was noted. */
export function refuse(code: "busy" | "not-sent"): SubmitOutcome {
  return { ok: false, error: new KlingVideoError({ code, charged: "no" }) };
}

const WAITING = { phase: "waiting" } as const;
