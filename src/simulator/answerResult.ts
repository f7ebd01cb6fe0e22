import { toFalError, toJson, toPlatformError, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import { createId } from "./createId.js";
import { ensureVideo } from "./ensureVideo.js";
import type { Job } from "./Job.js";
import { lookAtJob } from "./lookAtJob.js";
import type { SimulatorState } from "./SimulatorState.js";

/** The model's own answer: the video, or why there is none. */
export async function answerResult(
  state: SimulatorState,
  job: Job,
  request: Request,
): Promise<Response> {
  const { requestId, script } = job;
  const look = lookAtJob(job, state.now());
  if (look.phase === "unknown") return toResponse(toFalError(404));
  if (look.phase !== "completed") return toResponse(toStillInProgress(requestId));
  if (look.isCanceled) return toResponse(toFalError(499, requestId));

  const fault = job.turns.result();
  if (fault === "still-in-progress") return toResponse(toStillInProgress(requestId));
  if (fault === "no-video") return toResponse(toJson({}, 200, requestId));
  const hasUrl = typeof fault === "object" && "videoUrl" in fault;
  return applyFault(
    hasUrl ? "truth" : fault,
    async () => {
      if (script.completedWith) {
        const { status = 500, error, error_type } = script.completedWith;
        return toResponse(toPlatformError(status, error, error_type, requestId));
      }
      return giveVideo(state, job, hasUrl ? fault.videoUrl : undefined);
    },
    { requestId, signal: request.signal },
  );
}

async function giveVideo(state: SimulatorState, job: Job, scriptedUrl?: string): Promise<Response> {
  const outcome = await ensureVideo(state, job);
  if (!outcome.ok) return toResponse(outcome.answer);
  const { video, durationSeconds } = outcome;
  const contentType = video.type || "video/mp4";
  const fileName = `output.${contentType.startsWith("video/webm") ? "webm" : "mp4"}`;
  const body = {
    video: {
      url: scriptedUrl ?? urlOf(state, job, video, fileName),
      content_type: contentType,
      file_name: fileName,
      file_size: video.size,
    },
  };
  const { headers, ...answer } = toJson(body, 200, job.requestId);
  // This model is billed by the second.
  return toResponse({
    ...answer,
    headers: { ...headers, "x-fal-billable-units": String(durationSeconds) },
  });
}

function urlOf(state: SimulatorState, job: Job, video: Blob, fileName: string): string {
  if (job.videoUrl !== null) return job.videoUrl;
  const token = createId();
  state.videos.set(token, { job, video });
  job.videoUrl =
    state.options.toVideoUrl?.(video, job.requestId) ??
    `${state.mediaBase}/videos/${token}/${fileName}`;
  return job.videoUrl;
}

function toStillInProgress(requestId: string) {
  return toJson({ detail: "Request is still in progress" }, 400, requestId);
}
