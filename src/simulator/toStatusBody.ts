import { APP_ID } from "../model/endpoint.js";
import type { Job } from "./Job.js";
import type { JobLook } from "./lookAtJob.js";
import type { FalLog } from "./FalLog.js";

/** What is known about a job, as opposed to an unknown one. */
export type KnownLook = Exclude<JobLook, { phase: "unknown" }>;

/** fal's JSON for a status. */
export type StatusBody = Readonly<Record<string, unknown>> & { status: string | null };

/** The URLs that fal gives with every status. They carry owner and app only. */
function toRequestUrls(requestId: string): Readonly<Record<string, string>> {
  const responseUrl = `https://queue.fal.run/${APP_ID}/requests/${requestId}`;
  return {
    response_url: responseUrl,
    status_url: `${responseUrl}/status`,
    cancel_url: `${responseUrl}/cancel`,
  };
}

/**
 * @param logs the lines to put into it, or `null` where they were not asked for
 */
export function toStatusBody(
  job: Job,
  look: KnownLook,
  logs: readonly FalLog[] | null,
): StatusBody {
  const ids = { request_id: job.requestId, ...toRequestUrls(job.requestId) };
  if (look.phase === "in-queue") {
    return { status: "IN_QUEUE", ...ids, queue_position: look.queuePosition };
  }
  const withLogs =
    job.script.logs === "absent" ? {} : { logs: job.script.logs === "null" ? null : logs };
  if (look.phase === "in-progress") return { status: "IN_PROGRESS", ...ids, ...withLogs };
  const { error, error_type } = job.script.completedWith ?? {};
  return {
    status: "COMPLETED",
    ...ids,
    ...withLogs,
    metrics: { inference_time: look.ranMs / 1000 },
    ...(error === undefined || look.isCanceled ? {} : { error, error_type }),
  };
}
