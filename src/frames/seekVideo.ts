import { waitForVideo } from "./openVideo.js";

/** Farther than any video goes. */
const BEYOND_THE_END_S = 1e7;
/** A hidden page presents no frames, and one that is there already is not presented again. */
const PRESENTED_WITHIN_MS = 250;

/** Goes to a time of a video, or to its last frame, until that picture is there. */
export async function seekVideo(
  video: HTMLVideoElement,
  at: "last" | number,
  signal?: AbortSignal,
): Promise<void> {
  // What was recorded as it came does not know its length until its end is reached.
  if (!Number.isFinite(video.duration)) await seekTo(video, BEYOND_THE_END_S, signal);
  const end = Number.isFinite(video.duration) ? video.duration : video.currentTime;
  await seekTo(video, at === "last" ? end : Math.min(Math.max(0, at), end), signal);
  await isPresented(video);
}

async function seekTo(video: HTMLVideoElement, time: number, signal?: AbortSignal): Promise<void> {
  const isThere = waitForVideo(video, "seeked", signal);
  video.currentTime = time;
  await isThere;
}

function isPresented(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PRESENTED_WITHIN_MS);
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(() => resolve());
  });
}
