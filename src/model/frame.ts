import { imageNameOf } from "./imageNameOf.js";
import { readImageHeader, type HeaderProblem, type ImageHeader } from "./imageHeader.js";
import type { InputField } from "./input.js";
import { KlingVideoError, type KlingVideoErrorInit } from "./KlingVideoError.js";
import {
  FRAME_MAX_BYTES,
  FRAME_MAX_PIXELS,
  FRAME_MIN_SIDE_PX,
  FRAME_RATIO_MAX,
  FRAME_RATIO_MIN,
} from "./limits.js";
import { isPublicHttpsUrl } from "./isPublicHttpsUrl.js";

/** The value of a frame at all three levels: a file, the URL of a picture, or nothing yet. */
export type Frame = File | string | null;

/** The fields of the input that hold a frame. */
export type FrameField = Extract<InputField, "image_url" | "tail_image_url">;

/** What a check of a frame found. A refused frame is data, not an exception. */
export type FrameCheck = { ok: true; header: ImageHeader } | { ok: false; error: KlingVideoError };

/** Most headers end here; a JPEG with large metadata needs more. */
const FIRST_BYTES = 64 * 1024;

/**
 * Checks a picture against everything that the model asks of a frame, before any byte is sent and
 * before anything is decoded: type by magic bytes (not by name or MIME type), size in bytes,
 * pixels, ratio.
 *
 * @param field named by the error
 */
export async function validateFrame(
  file: Blob,
  field: FrameField = "image_url",
): Promise<FrameCheck> {
  const refuse = (init: Pick<KlingVideoErrorInit, "code" | "values">): FrameCheck => ({
    ok: false,
    error: new KlingVideoError({ ...init, field, charged: "no" }),
  });
  if (file.size === 0) return refuse({ code: "frame-empty" });

  let header: ImageHeader | HeaderProblem;
  try {
    const firstBytes = await readBytes(file, FIRST_BYTES);
    header = readImageHeader(firstBytes);
    if (header === "unknown-type") {
      return refuse({ code: "frame-type", values: { found: imageNameOf(firstBytes) } });
    }
    if (file.size > FRAME_MAX_BYTES) {
      return refuse({ code: "frame-too-large", values: { bytes: file.size } });
    }
    if (header === "more-bytes") header = readImageHeader(await readBytes(file, FRAME_MAX_BYTES));
  } catch {
    return refuse({ code: "frame-unreadable" }); // moved or changed since it was picked
  }
  if (typeof header === "string") return refuse({ code: "frame-unreadable" });

  const { width, height } = header;
  const values = { width, height };
  if (width * height > FRAME_MAX_PIXELS) return refuse({ code: "frame-too-large", values });
  if (Math.min(width, height) < FRAME_MIN_SIDE_PX) {
    return refuse({ code: "frame-too-small", values });
  }
  const ratio = width / height;
  if (ratio < FRAME_RATIO_MIN || ratio > FRAME_RATIO_MAX) {
    return refuse({ code: "frame-ratio", values });
  }
  return { ok: true, header };
}

/** Checks an address that a person typed: it must be public https. Nothing is fetched. */
export function validateFrameUrl(
  url: string,
  field: FrameField = "image_url",
): KlingVideoError | null {
  if (isPublicHttpsUrl(url)) return null;
  return new KlingVideoError({ code: "frame-url", field, charged: "no" });
}

async function readBytes(file: Blob, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, length).arrayBuffer());
}
