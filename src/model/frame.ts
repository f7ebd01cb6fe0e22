import { FILE_NAMES } from "./fileNames.js";
import type { ImageHeader } from "./imageHeader.js";
import type { InputField } from "./input.js";
import { KlingVideoError, type KlingVideoErrorInit } from "./KlingVideoError.js";
import {
  FRAME_MAX_BYTES,
  FRAME_MAX_PIXELS,
  FRAME_MIN_SIDE_PX,
  FRAME_RATIO_MAX,
  FRAME_RATIO_MIN,
  FRAME_TYPES,
  type FrameType,
  type PictureType,
} from "./limits.js";
import { findUrlProblem } from "./findUrlProblem.js";
import { readFileHeader, type FileHeader } from "./readFileHeader.js";

/** The value of a frame at all three levels: a file, the URL of a picture, or nothing yet. */
export type Frame = File | string | null;

/** The fields of the input that hold a frame. */
export type FrameField = Extract<InputField, "image_url" | "tail_image_url">;

/** What a check of a frame found. A refused frame is data, not an exception. */
export type FrameCheck = { ok: true; header: ImageHeader } | { ok: false; error: KlingVideoError };

/** A width and a height in pixels. */
export interface PixelSize {
  width: number;
  height: number;
}

/**
 * Checks a picture against everything that the model asks of a frame, before any byte is sent and
 * before anything is decoded: type by magic bytes (not by name or MIME type), size in bytes,
 * pixels, ratio. What it refuses may still be made into a frame: see `prepareFrame`.
 *
 * @param field named by the error
 */
export async function validateFrame(
  file: Blob,
  field: FrameField = "image_url",
): Promise<FrameCheck> {
  const check = await inspectPicture(file, field);
  if (!check.ok) return check;
  const { header } = check;
  const refuse = (init: Pick<KlingVideoErrorInit, "code" | "values">) => refusal(init, field);

  if (!isFrameType(header.type)) {
    return refuse({ code: "frame-type", values: { found: FILE_NAMES[header.type] } });
  }
  if (file.size > FRAME_MAX_BYTES) {
    return refuse({ code: "frame-too-large", values: { bytes: file.size } });
  }
  if (!isFrameRatio(header)) return refuse({ code: "frame-ratio", values: toValues(header) });
  return check;
}

/**
 * Reads what a picture is, and refuses what can never become a frame: no picture that is known, a
 * damaged one, too small, or with more pixels than a page can open. Nothing is decoded.
 *
 * @param field named by the error
 */
export async function inspectPicture(
  file: Blob,
  field: FrameField = "image_url",
): Promise<FrameCheck> {
  const refuse = (init: Pick<KlingVideoErrorInit, "code" | "values">) => refusal(init, field);
  let found: FileHeader;
  try {
    if (file.size === 0) {
      await file.arrayBuffer(); // Chromium counts no bytes of a file that is gone
      return refuse({ code: "frame-empty" });
    }
    found = await readFileHeader(file);
  } catch {
    return refuse({ code: "frame-gone" });
  }
  if (found.status === "damaged") return refuse({ code: "frame-unreadable" });
  if (found.status === "other") {
    const { kind } = found;
    if (kind === "svg") return refuse({ code: "frame-svg" });
    return refuse({ code: "frame-type", values: { found: FILE_NAMES[kind] } });
  }

  const { header } = found;
  if (header.width * header.height > FRAME_MAX_PIXELS) {
    return refuse({ code: "frame-too-many-pixels", values: toValues(header) });
  }
  if (Math.min(header.width, header.height) < FRAME_MIN_SIDE_PX) {
    return refuse({ code: "frame-too-small", values: toValues(header) });
  }
  return { ok: true, header };
}

/** Checks an address that a person typed: it must be public https. Nothing is fetched. */
export function validateFrameUrl(
  url: string,
  field: FrameField = "image_url",
): KlingVideoError | null {
  const code = findUrlProblem(url);
  return code && new KlingVideoError({ code, field, charged: "no" });
}

/** Checks what is known of a picture at an address: it is sent as it is. */
export function validateFrameHeader(
  found: FileHeader,
  field: FrameField = "image_url",
): KlingVideoError | null {
  if (found.status === "picture" && isFrameType(found.header.type)) {
    return validateFrameSize(toDisplaySize(found.header), field);
  }
  if (found.status === "damaged") {
    return new KlingVideoError({ code: "frame-unreadable", field, charged: "no" });
  }
  const what = found.status === "picture" ? found.header.type : found.kind;
  const values = { found: FILE_NAMES[what] };
  return new KlingVideoError({ code: "frame-url-type", field, values, charged: "no" });
}

/** Checks a size that is known without the file, such as that of a picture at an address. */
export function validateFrameSize(
  size: PixelSize,
  field: FrameField = "image_url",
): KlingVideoError | null {
  const { width, height } = size;
  const isSmall = Math.min(width, height) < FRAME_MIN_SIDE_PX;
  const code = isSmall ? "frame-too-small" : isFrameRatio(size) ? null : "frame-ratio";
  return code && new KlingVideoError({ code, field, charged: "no", values: { width, height } });
}

/** Whether a picture of this type is sent as it is. */
export function isFrameType(type: PictureType): type is FrameType {
  return FRAME_TYPES.some((known) => known === type);
}

/** Whether width ÷ height is one that the model takes. */
export function isFrameRatio({ width, height }: PixelSize): boolean {
  const ratio = width / height;
  return ratio >= FRAME_RATIO_MIN && ratio <= FRAME_RATIO_MAX;
}

/** Width and height as the picture is shown: upright. */
export function toDisplaySize({ width, height, orientation }: ImageHeader): PixelSize {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function toValues(header: ImageHeader): { width: number; height: number } {
  return toDisplaySize(header);
}

function refusal(
  init: Pick<KlingVideoErrorInit, "code" | "values">,
  field: FrameField,
): { ok: false; error: KlingVideoError } {
  return { ok: false, error: new KlingVideoError({ ...init, field, charged: "no" }) };
}
