import { toJson, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import type { Job } from "./Job.js";
import { lookAtJob } from "./lookAtJob.js";
import type { SimulatorState } from "./SimulatorState.js";

/** Hears the wish to cancel. In the queue it removes the job; while it runs it is only a wish. */
export async function answerCancel(
  state: SimulatorState,
  job: Job,
  request: Request,
): Promise<Response> {
  const { requestId, entry } = job;
  entry.cancelAttempts += 1;
  return applyFault(
    job.turns.cancel(),
    async () => {
      const now = state.now();
      const { phase } = lookAtJob(job, now);
      if (phase === "unknown") return toResponse(toNotFound());
      if (phase === "completed") {
        return toResponse(toJson({ status: "ALREADY_COMPLETED" }, 400, requestId));
      }
      entry.canceledAt ??= now;
      return toResponse(toJson({ status: "CANCELLATION_REQUESTED" }, 202, requestId));
    },
    { requestId, signal: request.signal },
  );
}

/** What a cancel of an unknown request gets. */
export function toNotFound() {
  return toJson({ status: "NOT_FOUND" }, 404);
}
