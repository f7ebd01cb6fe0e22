import { mutationOptions, type UseMutationOptions } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { uploadsOf } from "../frames/uploads.js";
import type { FrameOptions } from "../frames/FrameOptions.js";
import type { FrameField } from "../model/frame.js";
import type { KlingVideoInput, UploadedKlingVideoInput } from "../model/input.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { StatusFacts } from "../model/status.js";
import type { RecordStore } from "../records/RecordStore.js";
import { cancelGeneration } from "./cancelGeneration.js";
import { klingVideoKeys } from "./klingVideoKeys.js";
import { takeTurn, type TurnContext } from "./submitTurns.js";

/** What became of a press of Generate. A refusal is data, not an exception. */
export type SubmitOutcome = { ok: true; requestId: string } | { ok: false; error: KlingVideoError };

/** Where an attempt is noted and sent. */
export interface SubmitContext extends TurnContext {
  /** How pictures become frames. */
  frames?: FrameOptions | undefined;
}

/**
 * The mutation that turns one consent into at most one paid request. Its attempt has been begun in
 * the store already (in the tick of the press). It never retries, never pauses and never rejects.
 */
export function submitMutationOptions(
  context: SubmitContext,
): UseMutationOptions<SubmitOutcome, Error, string> {
  return mutationOptions<SubmitOutcome, Error, string>({
    mutationKey: klingVideoKeys.submit(context.transport.id),
    mutationFn: (attemptId) => submitAttempt(context, attemptId),
    // Whatever a host prefers for its own mutations: a paid request is sent once, now, by us alone.
    retry: false,
    networkMode: "always",
    throwOnError: false,
    scope: undefined,
    // Not 0: TanStack Query looks again every `gcTime` ms for as long as the mutation is pending.
    gcTime: 60_000,
    onMutate: undefined,
    onSuccess: undefined,
    onError: undefined,
    onSettled: undefined,
  });
}

async function submitAttempt(context: SubmitContext, attemptId: string): Promise<SubmitOutcome> {
  const { transport, store, client } = context;
  let requestId: string;
  let queuePosition: number | null = null;
  let isSent = false;
  try {
    const input = await readyInput(context, attemptId);

    // Another page may have given this attempt up while this one was frozen, and told the visitor so.
    if (await store.isTakenOver(attemptId)) throw withdrawn();
    // The note comes first: from here on the answer may be lost, and only the note tells of it.
    await store.update(attemptId, { input, progress: { phase: "submitting" } });
    throwIfWithdrawn(store, attemptId);

    isSent = true;
    const onQueued = (place: number) => void (queuePosition = place);
    requestId = await transport.submit(input, { attemptId, onQueued });
  } catch (error) {
    const failure = toFailure(error, isSent);
    await store.update(attemptId, { progress: toProgress(failure) });
    store.endLive(attemptId);
    return { ok: false, error: failure };
  }

  // The request id is saved before anybody is told of it: it is what was paid for.
  await store.update(attemptId, { progress: { phase: "accepted", requestId } });
  const isCancelPending = store.getLive(attemptId)?.isCancelPending;
  store.endLive(attemptId);
  try {
    client.setQueryData<StatusFacts>(
      klingVideoKeys.status(transport.id, requestId),
      (known) => known ?? { ...JUST_ACCEPTED, queuePosition, logs: [] },
    );
  } catch {
    // A subscriber of the host's query cache threw. The first look will write what this would have.
  }
  if (isCancelPending) void cancelGeneration(context, attemptId);
  return { ok: true, requestId };
}

const JUST_ACCEPTED = {
  status: "in-queue",
  startedAt: null,
  completedAt: null,
} as const;

/** All that can be done before anything is paid for: uploads, a turn, the client, a sign of life. */
async function readyInput(
  context: SubmitContext,
  attemptId: string,
): Promise<UploadedKlingVideoInput> {
  const { transport, store, frames } = context;
  const live = store.getLive(attemptId);
  if (!live) throw withdrawn();
  // An upload may outlast the page; a press without one is noted when it is about to be sent.
  const hasUpload = store.getRecord(attemptId)?.progress.phase === "uploading";
  if (hasUpload) await store.save(attemptId);
  const withdrawal = watchWithdrawal(store, attemptId);
  const letGo = holdFiles(transport, live.input);
  try {
    const uploading = uploadFrames(transport, live.input, frames);
    const uploaded = await Promise.race([uploading, withdrawal.rejects]);
    if (hasUpload) await store.update(attemptId, { input: uploaded }); // to be tried again as it is
    await Promise.race([takeTurn(context, attemptId), withdrawal.rejects]);
    await Promise.race([transport.prepare(), withdrawal.rejects]);
    return uploaded;
  } finally {
    withdrawal.stop();
    letGo();
  }
}

async function uploadFrames(
  transport: KlingTransport,
  input: KlingVideoInput,
  frames: FrameOptions | undefined,
): Promise<UploadedKlingVideoInput> {
  const uploads = uploadsOf(transport);
  const upload = (frame: string | Blob, field: FrameField) =>
    typeof frame === "string"
      ? uploads.confirm(frame, field)
      : uploads.start(frame, { ...frames, field });
  const { tail_image_url: tail, image_url: start, ...rest } = input;
  const [image_url, tail_image_url] = await Promise.all([
    upload(start, "image_url"),
    tail ? upload(tail, "tail_image_url") : undefined,
  ]);
  return { ...rest, image_url, ...(tail_image_url && { tail_image_url }) };
}

/** A frame that is replaced in the form meanwhile is still the one that was consented to. */
function holdFiles(transport: KlingTransport, { image_url, tail_image_url }: KlingVideoInput) {
  const files = [image_url, tail_image_url].filter((frame) => frame instanceof Blob);
  const releases = files.map((file) => uploadsOf(transport).hold(file));
  return () => releases.forEach((release) => release());
}

/** Rejects as soon as the press is taken back; an upload may hang for longer than anybody waits. */
function watchWithdrawal(store: RecordStore, attemptId: string) {
  let stop = () => {};
  const rejects = new Promise<never>((_, reject) => {
    const look = () => {
      if (store.getLive(attemptId)?.isCancelPending) reject(withdrawn());
    };
    stop = store.subscribe(look);
    look();
  });
  rejects.catch(() => {}); // nobody may be waiting any more
  return { rejects, stop };
}

function throwIfWithdrawn(store: RecordStore, attemptId: string): void {
  if (store.getLive(attemptId)?.isCancelPending !== false) throw withdrawn();
}

function withdrawn(): KlingVideoError {
  return new KlingVideoError({ code: "withdrawn", charged: "no" });
}

/** A foreign error comes from a host's own code, and says nothing about what was sent. */
function toFailure(error: unknown, isSent: boolean): KlingVideoError {
  if (error instanceof KlingVideoError) return error;
  if (!isSent) return new KlingVideoError({ code: "not-sent", charged: "no" });
  return new KlingVideoError({ code: "unconfirmed", charged: "maybe" });
}

function toProgress(error: KlingVideoError) {
  const completedAt = Date.now();
  if (error.code === "withdrawn") return { phase: "canceled", charged: "no", completedAt } as const;
  if (error.code === "unconfirmed") return { phase: "unconfirmed", error: error.toJSON() } as const;
  return { phase: "failed", error: error.toJSON(), completedAt } as const;
}
