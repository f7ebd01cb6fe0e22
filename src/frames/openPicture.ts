import { inspectPicture } from "../model/frame.js";
import type { ImageHeader } from "../model/imageHeader.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { FRAME_MAX_PIXELS } from "../model/limits.js";
import { decodeByElement } from "./decodeByElement.js";
import { decodePicture, toPixels } from "./decodePicture.js";
import { drawImageData } from "./drawImageData.js";
import type { DecodeHeic } from "./FrameOptions.js";
import type { Pixels } from "./Pixels.js";
import { refuseFrame, type Refusal } from "./refuseFrame.js";

/** A picture with its pixels. */
export interface OpenedPicture {
  ok: true;
  /** What the pixels were read from; a host's decoder may have made it. */
  file: Blob;
  header: ImageHeader;
  /** To be closed by whoever opened it. */
  pixels: Pixels;
}

/** Decodes a picture whole, which is the only way to know that it is not damaged. */
export async function openPicture(
  file: Blob,
  header: ImageHeader,
  decodeHeic: DecodeHeic | undefined,
): Promise<OpenedPicture | Refusal> {
  const isHeic = header.type === "image/heic";
  const pixels = (await decodePicture(file)) ?? (isHeic ? await decodeByElement(file) : null);
  if (pixels) return { ok: true, file, header, pixels };
  if (await isGone(file)) return refuseFrame("frame-gone");
  if (!isHeic) return refuseFrame("frame-unreadable");
  if (!decodeHeic) return refuseFrame("frame-heic");
  try {
    return await openDecoded(await decodeHeic(file), file, header);
  } catch {
    return refuseFrame("frame-not-converted", { detail: "its decoder failed" });
  }
}

async function openDecoded(
  decoded: Awaited<ReturnType<DecodeHeic>>,
  file: Blob,
  header: ImageHeader,
): Promise<OpenedPicture | Refusal> {
  if (decoded instanceof Blob) {
    const check = await inspectPicture(decoded);
    if (!check.ok && isAboutSize(check.error)) return check;
    const pixels = check.ok ? await decodePicture(decoded) : null;
    if (!check.ok || !pixels) throw new Error("The decoder made something that is no picture.");
    return { ok: true, file: decoded, header: check.header, pixels };
  }
  const { width, height } = decoded;
  if (width * height > FRAME_MAX_PIXELS) {
    if (decoded instanceof ImageBitmap) decoded.close();
    return refuseFrame("frame-too-many-pixels", { width, height });
  }
  const pixels = decoded instanceof ImageBitmap ? toPixels(decoded) : await drawImageData(decoded);
  return { ok: true, file, header, pixels };
}

function isAboutSize({ code }: KlingVideoError): boolean {
  return code === "frame-too-many-pixels" || code === "frame-too-small";
}

async function isGone(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return false;
  } catch {
    return true;
  }
}
