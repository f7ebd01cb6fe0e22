/** A video of which pictures can be taken. Nobody sees it, and what the page shows stays as it is. */
export interface OpenVideo {
  video: HTMLVideoElement;
  /** Stops its download and gives its memory back. */
  close: () => void;
}

/** Longer than this nobody waits for the next part of a video, in ms. */
const PATIENCE_MS = 60_000;

/** Opens a video in an element of its own, until its size and length are known. */
export async function openVideo(
  source: string | Blob | HTMLVideoElement,
  signal?: AbortSignal,
): Promise<OpenVideo> {
  const url = toUrl(source);
  const video = document.createElement("video");
  const close = () => {
    video.removeAttribute("src");
    video.load();
    if (source instanceof Blob) URL.revokeObjectURL(url);
  };
  video.crossOrigin = "anonymous"; // else its pixels could be shown but not read
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  try {
    const isOpen = waitForVideo(video, "loadedmetadata", signal);
    video.src = url;
    await isOpen;
    return { video, close };
  } catch (error) {
    close();
    throw error;
  }
}

function toUrl(source: string | Blob | HTMLVideoElement): string {
  if (typeof source === "string") return source;
  return source instanceof Blob ? URL.createObjectURL(source) : source.currentSrc;
}

/** Waits until a video tells something; throws where it fails, is given up or takes too long. */
export function waitForVideo(
  video: HTMLVideoElement,
  event: "loadedmetadata" | "seeked",
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const fail = (reason: unknown) => {
      over.abort();
      reject(reason);
    };
    const timer = setTimeout(() => fail(new Error("The video takes too long.")), PATIENCE_MS);
    over.signal.addEventListener("abort", () => clearTimeout(timer));
    const options = { signal: over.signal };
    video.addEventListener("error", () => fail(new Error("The video cannot be read.")), options);
    signal?.addEventListener("abort", () => fail(signal.reason), options);
    if (signal?.aborted) fail(signal.reason);
    video.addEventListener(
      event,
      () => {
        over.abort();
        resolve();
      },
      options,
    );
  });
}
