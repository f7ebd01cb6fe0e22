import { createTurns, type TakeTurn } from "./createTurns.js";
import type { Fault, JobScript, ResultFault, StatusFault, StreamFault } from "./FaultScript.js";
import type { LedgerEntry } from "./Ledger.js";
import type { ErrorDetail } from "./modelErrors.js";
import { toLogTimeline, type TimedLog } from "./toLogTimeline.js";
import type { VideoOutcome } from "./VideoOutcome.js";

/** A request that was accepted: what was asked, when, and what is to happen to it. */
export interface Job {
  readonly requestId: string;
  /** What the ledger says about it. */
  readonly entry: LedgerEntry;
  /** What the model will refuse in the input itself. */
  readonly refusals: readonly ErrorDetail[];
  /** In ms since the epoch, as the times in the ledger. */
  readonly queueEndsAt: number;
  readonly runEndsAt: number;
  readonly queueLength: number;
  readonly logs: readonly TimedLog[];
  readonly script: JobScript;
  readonly turns: {
    readonly status: TakeTurn<StatusFault>;
    readonly stream: TakeTurn<StreamFault>;
    readonly result: TakeTurn<ResultFault>;
    readonly cancel: TakeTurn<Fault>;
    readonly video: TakeTurn<Fault>;
  };
  /** The video, once somebody has begun to make it. */
  outcome: Promise<VideoOutcome> | null;
  /** Where the video can be played, once somebody has asked. */
  videoUrl: string | null;
}

/** Times that a job takes unless its script says otherwise, in ms. */
export interface JobTimes {
  queueMs: number;
  runMs: number;
  queueLength: number;
}

/** A job that begins now. What the model will refuse does not run. */
export function createJob(
  entry: LedgerEntry,
  refusals: readonly ErrorDetail[],
  script: JobScript,
  times: JobTimes,
): Job {
  const queueEndsAt = entry.acceptedAt + (script.queueMs ?? times.queueMs);
  const runEndsAt = queueEndsAt + (refusals.length > 0 ? 0 : (script.runMs ?? times.runMs));
  return {
    requestId: entry.requestId,
    entry,
    refusals,
    queueEndsAt,
    runEndsAt,
    queueLength: script.queueLength ?? times.queueLength,
    logs: refusals.length > 0 ? [] : toLogTimeline(script.logs, queueEndsAt, runEndsAt),
    script,
    turns: {
      status: createTurns(script.status),
      stream: createTurns(script.stream),
      result: createTurns(script.result),
      cancel: createTurns(script.cancel),
      video: createTurns(script.video),
    },
    outcome: null,
    videoUrl: null,
  };
}
