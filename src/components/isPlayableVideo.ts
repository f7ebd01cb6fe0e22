import type { KlingVideo } from "../model/status.js";
import { isShowableUrl } from "./isShowableUrl.js";

/** Whether a video may be played here: a safe address, and nothing that calls itself a page. */
export function isPlayableVideo(video: KlingVideo, trustedOrigins: readonly string[]): boolean {
  const isText = video.contentType?.trim().toLowerCase().startsWith("text/") ?? false;
  return !isText && isShowableUrl(video.url, trustedOrigins);
}
