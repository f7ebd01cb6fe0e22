import type { VideoTroubleKind } from "./VideoState.js";

// From the HTML standard; `MediaError` itself exists in browsers only.
const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;

/**
 * Why a video element gave up. It says the same of an address without a video and of a video that
 * it cannot play, so the address is asked as well. Never rejects.
 */
export async function findVideoTrouble(
  error: MediaError | null,
  url: string,
): Promise<VideoTroubleKind> {
  if (error?.code === MEDIA_ERR_NETWORK) return "lost";
  if (error?.code === MEDIA_ERR_DECODE) return "codec";
  try {
    // A blob of this page answers to GET only.
    const method = url.startsWith("blob:") ? "GET" : "HEAD";
    const answer = await fetch(url, { method, referrerPolicy: "no-referrer" });
    const isText = answer.headers.get("content-type")?.startsWith("text/") ?? false;
    return answer.ok && !isText ? "codec" : "gone";
  } catch {
    return navigator.onLine ? "gone" : "lost";
  }
}
