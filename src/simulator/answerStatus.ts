import { toFalError, toJson, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import { ensureVideo } from "./ensureVideo.js";
import type { Job } from "./Job.js";
import { lookAtJob } from "./lookAtJob.js";
import type { SimulatorState } from "./SimulatorState.js";
import { toStatusBody } from "./toStatusBody.js";

/** One look at a request: 202 while it waits or runs, 200 when it is completed. */
export async function answerStatus(
  state: SimulatorState,
  job: Job,
  request: Request,
): Promise<Response> {
  const { requestId } = job;
  const fault = job.turns.status();
  const isOtherWord = typeof fault === "object" && "word" in fault;
  const look = lookAtJob(job, state.now());
  if (look.phase === "in-progress") void ensureVideo(state, job);
  return applyFault(
    isOtherWord ? "truth" : fault,
    async () => {
      if (look.phase === "unknown") return toResponse(toFalError(404));
      const logs = wantsLogs(request) && look.phase !== "in-queue" ? look.logs : null;
      const body = {
        ...toStatusBody(job, look, logs),
        ...(isOtherWord ? { status: fault.word } : {}),
      };
      return toResponse(toJson(body, look.phase === "completed" ? 200 : 202, requestId));
    },
    { requestId, signal: request.signal },
  );
}

/** Lines are given only where they are asked for. */
export function wantsLogs(request: Request): boolean {
  return new URL(request.url).searchParams.get("logs") === "1";
}
