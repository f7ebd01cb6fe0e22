import { validateFrameSize } from "../model/frame.js";
import { toPixels } from "./decodePicture.js";
import { encodeFrame } from "./encodeFrame.js";
import { inTurn } from "./inTurn.js";
import { openVideo } from "./openVideo.js";
import { rememberMadeFrame } from "./preparations.js";
import type { PreparedFrame } from "./PreparedFrame.js";
import { refuseFrame } from "./refuseFrame.js";
import { seekVideo } from "./seekVideo.js";
import { toFile } from "./toFile.js";

/** Which picture of a video is taken. */
export interface CaptureVideoFrameOptions {
  /** The last frame, or the one at a time in seconds. @default "last" */
  at?: "last" | number | undefined;
  /** Gives it up. */
  signal?: AbortSignal | undefined;
}

/**
 * Takes a picture out of a video, as exact as it is, to go on from it. The video is loaded once
 * more, on its own; one of another origin must allow that by CORS, as fal's do.
 *
 * @param source an address, a file, or an element of the page, which is left as it is
 * @throws the signal's reason where it is given up
 */
export async function captureVideoFrame(
  source: string | Blob | HTMLVideoElement,
  { at = "last", signal }: CaptureVideoFrameOptions = {},
): Promise<PreparedFrame> {
  signal?.throwIfAborted();
  try {
    const { video, close } = await openVideo(source, signal);
    try {
      await seekVideo(video, at, signal);
      const frame = await inTurn(() => takePicture(video, source));
      signal?.throwIfAborted();
      return frame;
    } finally {
      close();
    }
  } catch {
    signal?.throwIfAborted();
    return refuseFrame("frame-not-converted", { detail: "the video gave no picture" });
  }
}

async function takePicture(
  video: HTMLVideoElement,
  source: string | Blob | HTMLVideoElement,
): Promise<PreparedFrame> {
  const pixels = toPixels(await createImageBitmap(video));
  try {
    const { width, height } = pixels;
    const error = validateFrameSize(pixels);
    if (error) return { ok: false, error };
    const area = { x: 0, y: 0, width, height };
    const encoded = await encodeFrame(pixels, { area, background: "white", isLossless: true });
    if (!encoded) return refuseFrame("frame-too-large");
    const { blob, type } = encoded;
    const file = toFile(blob, type, source instanceof Blob ? source : blob);
    rememberMadeFrame(file);
    return { ok: true, file, change: null };
  } finally {
    pixels.close();
  }
}
