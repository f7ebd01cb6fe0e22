import type { FrameOptions } from "../frames/FrameOptions.js";
import { inspectPicture, type PixelSize } from "../model/frame.js";
import { KlingVideoError } from "../model/KlingVideoError.js";

/** A picture that can be shown and cut. */
export interface OpenPicture extends PixelSize {
  /** An object URL, to be given back. */
  url: string;
}

type Opened = { ok: true; picture: OpenPicture } | { ok: false; error: KlingVideoError };

/** Makes any picture into one that an `<img>` shows, still and upright. */
export async function openPicture(
  file: Blob,
  { decodeHeic }: Pick<FrameOptions, "decodeHeic">,
): Promise<Opened> {
  const check = await inspectPicture(file);
  if (!check.ok) return check;
  const { header } = check;

  let bitmap = await decode(file);
  const isShown = bitmap !== null && !header.isAnimated;
  if (!bitmap && header.type === "image/heic") {
    if (!decodeHeic) return refuse("frame-heic");
    bitmap = await decode(() => decodeHeic(file));
  }
  if (!bitmap) return refuse("frame-unreadable");

  const { width, height } = bitmap;
  const shown = isShown ? file : await toPng(bitmap);
  bitmap.close();
  if (!shown) return refuse("frame-unreadable");
  return { ok: true, picture: { url: URL.createObjectURL(shown), width, height } };
}

async function decode(
  source: Blob | (() => ReturnType<NonNullable<FrameOptions["decodeHeic"]>>),
): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(typeof source === "function" ? await source() : source);
  } catch {
    return null;
  }
}

/** One picture of an animated one, or one that the browser itself cannot read. */
function toPng(bitmap: ImageBitmap): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve));
}

function refuse(code: "frame-heic" | "frame-unreadable"): Opened {
  return { ok: false, error: new KlingVideoError({ code, charged: "no" }) };
}
