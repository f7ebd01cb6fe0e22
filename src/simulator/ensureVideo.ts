import type { Job } from "./Job.js";
import { makeVideo } from "./makeVideo.js";
import type { SimulatorState } from "./SimulatorState.js";
import type { VideoOutcome } from "./VideoOutcome.js";

/** The video of a job. It is made once, as soon as somebody sees the job run. */
export function ensureVideo(state: SimulatorState, job: Job): Promise<VideoOutcome> {
  job.outcome ??= makeVideo(job, {
    readFrame: (url) => readFrame(state, url),
    renderVideo: state.options.renderVideo,
  });
  return job.outcome;
}

async function readFrame(state: SimulatorState, url: string): Promise<Blob | "trusted" | null> {
  const filesBase = `${state.mediaBase}/files/`;
  if (url.startsWith(filesBase)) {
    const [token = ""] = url.slice(filesBase.length).split("/");
    return state.uploads.get(token)?.file ?? null;
  }
  if (url.startsWith("data:")) return (await fetch(url)).blob();
  return state.options.fetchFrame?.(url) ?? "trusted";
}
