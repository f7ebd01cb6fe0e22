import type { Job } from "./Job.js";
import type { FalLog } from "./FalLog.js";

/** What a job is at one moment. `unknown`: fal answers as if it had never heard of it. */
export type JobLook =
  | { phase: "unknown"; changesAt: number }
  | { phase: "in-queue"; queuePosition: number; changesAt: number }
  | { phase: "in-progress"; logs: readonly FalLog[]; changesAt: number }
  | { phase: "completed"; logs: readonly FalLog[]; isCanceled: boolean; ranMs: number };

/** Looks at a job: a function of the clock and of what was wished for, without any timer. */
export function lookAtJob(job: Job, now: number): JobLook {
  const { script, queueEndsAt, runEndsAt } = job;
  const { acceptedAt, canceledAt } = job.entry;
  const hiddenUntil = acceptedAt + (script.hiddenMs ?? 0);
  if (now < hiddenUntil) return { phase: "unknown", changesAt: hiddenUntil };

  const end = cancellationOf(job);
  if (end === "removed") return { phase: "unknown", changesAt: Infinity };
  if (end === "canceled" && canceledAt !== null) {
    const ranMs = Math.max(0, canceledAt - queueEndsAt);
    return { phase: "completed", logs: logsAt(job, canceledAt), isCanceled: true, ranMs };
  }
  if (now < queueEndsAt) return lookAtQueue(job, now);
  const logs = logsAt(job, now);
  if (now < runEndsAt) {
    const nextLog = job.logs[logs.length]?.at ?? Infinity;
    return { phase: "in-progress", logs, changesAt: Math.min(nextLog, runEndsAt) };
  }
  return { phase: "completed", logs, isCanceled: false, ranMs: runEndsAt - queueEndsAt };
}

/** What the wish to cancel came to, if there was one. */
function cancellationOf({ script, entry, queueEndsAt }: Job): "none" | "removed" | "canceled" {
  const { canceledAt } = entry;
  if (canceledAt === null) return "none";
  if (canceledAt < queueEndsAt) {
    return script.canceledInQueue === "not-found" ? "removed" : "canceled";
  }
  return script.canceledRunning === "client-cancelled" ? "canceled" : "none";
}

/** The place falls evenly; it is 0 for the last stretch of the queue. */
function lookAtQueue(job: Job, now: number): JobLook {
  const places = job.queueLength + 1;
  const msPerPlace = (job.queueEndsAt - job.entry.acceptedAt) / places;
  const left = Math.ceil((job.queueEndsAt - now) / msPerPlace) - 1;
  const queuePosition = Math.min(Math.max(left, 0), job.queueLength);
  return {
    phase: "in-queue",
    queuePosition,
    changesAt: job.queueEndsAt - queuePosition * msPerPlace,
  };
}

function logsAt(job: Job, now: number): readonly FalLog[] {
  const count = job.logs.findIndex(({ at }) => at > now);
  return job.logs.slice(0, count === -1 ? undefined : count).map(({ line }) => line);
}
