import type { KlingVideo } from "../model/status.js";

/** Slow browsers read the blob after the click. */
const REVOKE_AFTER_MS = 60_000;

/**
 * Saves a video as a file. A link to another origin would only open it, so it is fetched first;
 * where that is refused, it is opened after all. Never rejects.
 */
export async function downloadVideo(video: KlingVideo): Promise<void> {
  const blob = await fetchVideo(video.url);
  const link = document.createElement("a");
  if (blob === null) {
    link.href = video.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.click();
    return;
  }
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = toFileName(video);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

async function fetchVideo(url: string): Promise<Blob | null> {
  try {
    const answer = await fetch(url, { referrerPolicy: "no-referrer" });
    const isText = answer.headers.get("content-type")?.startsWith("text/") ?? false;
    return answer.ok && !isText ? await answer.blob() : null;
  } catch {
    return null;
  }
}

/** Without the request id, which is a secret. */
function toFileName({ fileName, contentType }: KlingVideo): string {
  const safeName = fileName?.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, "").replace(/^\.+/, "");
  if (safeName) return safeName;
  return contentType?.startsWith("video/webm") ? "kling-video.webm" : "kling-video.mp4";
}
