import type { Connection, Generation, GenerationBase } from "./Generation.js";
import type { KlingVideoInput } from "./input.js";
import {
  KlingVideoError,
  withRequestId,
  type Charged,
  type KlingVideoErrorInit,
} from "./KlingVideoError.js";
import type { GenerationRecord, RecordPhase } from "./record.js";
import type { AttemptOutcome, Outcome, StatusFacts } from "./status.js";

/** Everything a generation is computed from. */
export interface GenerationSources {
  /** What is remembered of the attempt. */
  record: GenerationRecord | undefined;
  /** The input as this page holds it, with its files, while they are not uploaded yet. */
  liveInput?: KlingVideoInput | undefined;
  /** A cancel of this page is on its way. */
  isCancelPending?: boolean | undefined;
  /** Whether the record survives a reload. @default true */
  isDurable?: boolean | undefined;
  /** Why the last cancel did not work. */
  cancelError?: KlingVideoError | undefined;
  /** What fal said when it was last looked at. */
  status?: StatusFacts | undefined;
  /** What the proxy said of an attempt whose answer was lost. */
  attempt?: AttemptOutcome | undefined;
  /** What fal handed over at the end. */
  outcome?: Outcome | undefined;
  /** Why the last look failed, if it did. */
  connectionError?: KlingVideoError | null | undefined;
}

/** fal keeps every result for longer, unless the account says otherwise. */
const KEPT_AT_LEAST_MS = 60 * 60_000;

/** Where a generation stands, from what is remembered and what fal said. Pure. */
export function toGeneration(sources: GenerationSources): Generation {
  const { record, status } = sources;
  if (!record) return { status: "idle" };

  const base = toBase(record, sources);
  const logs = status?.logs ?? [];
  const { progress } = record;
  switch (progress.phase) {
    case "uploading":
      return { ...base, status: "uploading" };
    case "waiting":
      return { ...base, status: "waiting" };
    case "submitting":
      return { ...base, status: "submitting" };
    case "unconfirmed":
      return toUnconfirmed(base, progress, sources);
    case "accepted":
      return toAccepted(base, progress, sources);
    case "completed": {
      const { requestId, video, startedAt, completedAt } = progress;
      return { ...base, status: "completed", requestId, video, logs, startedAt, completedAt };
    }
    case "failed": {
      const { requestId, completedAt } = progress;
      const error = new KlingVideoError(progress.error);
      return { ...base, status: "failed", requestId, error, logs, completedAt };
    }
    case "canceled": {
      const { requestId, charged, completedAt } = progress;
      return { ...base, status: "canceled", requestId, charged, completedAt };
    }
  }
}

/** Nobody knows, until the proxy tells. */
function toUnconfirmed(
  base: GenerationBase,
  { error }: Extract<RecordPhase, { phase: "unconfirmed" }>,
  { attempt }: GenerationSources,
): Generation {
  const unconfirmed = {
    ...base,
    status: "unconfirmed",
    error: new KlingVideoError(error),
  } as const;
  switch (attempt?.outcome) {
    case "accepted":
      return { ...base, status: "in-queue", requestId: attempt.requestId, queuePosition: null };
    case "refused":
      return { ...base, status: "failed", error: new KlingVideoError(attempt.error), logs: [] };
    case "in-flight":
      return { ...unconfirmed, canCheck: true, isUnderWay: true };
    case "unknown":
      return { ...unconfirmed, canCheck: true };
    case "not-kept":
      return { ...unconfirmed, canCheck: false };
    case undefined:
      return { ...unconfirmed, canCheck: undefined };
  }
}

type AcceptedPhase = Extract<RecordPhase, { phase: "accepted" }>;

function toAccepted(
  base: GenerationBase,
  phase: AcceptedPhase,
  { status, outcome, connectionError }: GenerationSources,
): Generation {
  const { requestId, isCancelAccepted } = phase;
  const logs = status?.logs ?? [];
  const completedAt = status?.completedAt ?? undefined;
  const canceled = { ...base, status: "canceled", requestId, completedAt } as const;
  switch (outcome?.type) {
    case "video":
      return { ...base, status: "completed", requestId, video: outcome.video, logs, completedAt };
    case "failed": {
      if (isCancelAccepted && isUnknownToFal(outcome.error)) {
        return { ...canceled, charged: canceledCharge(phase, status) };
      }
      const error = withRequestId(toAged(outcome.error, base, completedAt), requestId);
      return { ...base, status: "failed", requestId, error, logs, completedAt };
    }
    case "canceled":
      return { ...canceled, charged: canceledCharge(phase, status) };
    case undefined:
      break;
  }
  // What was canceled in the queue is gone at once; fal answers as if it had never been.
  if (isCancelAccepted && connectionError && isUnknownToFal(connectionError)) {
    return { ...canceled, charged: canceledCharge(phase, status) };
  }
  switch (status?.status) {
    case "completed":
      return { ...base, status: "in-progress", requestId, logs, step: "fetching" };
    case "in-progress":
      return { ...base, status: "in-progress", requestId, logs, step: "rendering" };
    case "in-queue":
    case undefined:
      return {
        ...base,
        status: "in-queue",
        requestId,
        queuePosition: status?.queuePosition ?? null,
      };
  }
}

/** What fal does not know any more after an hour or later, it once knew. */
function toAged(
  error: KlingVideoErrorInit,
  { submittedAt }: GenerationBase,
  endedAt = submittedAt,
): KlingVideoErrorInit {
  const isOld = endedAt - submittedAt > KEPT_AT_LEAST_MS;
  const isOthers = error.values?.isOthers !== undefined;
  return error.code === "not-found" && isOld && !isOthers ? { ...error, code: "expired" } : error;
}

function isUnknownToFal({ code }: KlingVideoErrorInit): boolean {
  return code === "not-found" || code === "expired";
}

/** fal takes nothing for what it drops from the queue; what ran before it stopped may cost. */
function canceledCharge(phase: AcceptedPhase, status: StatusFacts | undefined): Charged {
  return phase.isQueuedAtCancel && !status?.startedAt ? "no" : "maybe";
}

function toBase(record: GenerationRecord, sources: GenerationSources): GenerationBase {
  const { attemptId, priceUsd, submittedAt, progress } = record;
  const cancelAccepted = progress.phase === "accepted" && progress.isCancelAccepted === true;
  return {
    attemptId,
    input: sources.liveInput ?? record.input,
    priceUsd,
    submittedAt,
    startedAt: sources.status?.startedAt ?? undefined,
    isCanceling: cancelAccepted || sources.isCancelPending === true,
    cancelError: sources.cancelError,
    isDurable: sources.isDurable ?? true,
    connection: toConnection(sources.connectionError),
  };
}

function toConnection(error: KlingVideoError | null | undefined): Connection {
  if (!error) return "live";
  return error.code === "signed-out" ? "signed-out" : "reconnecting";
}
