import { drawSurface } from "../frames/drawSurface.js";
import type { FrameOptions } from "../frames/FrameOptions.js";
import { inTurn } from "../frames/inTurn.js";
import { openPicture, type OpenedPicture } from "../frames/openPicture.js";
import { refuseFrame, type Refusal } from "../frames/refuseFrame.js";
import { toBlob } from "../frames/toBlob.js";
import { inspectPicture, type PixelSize } from "../model/frame.js";

/** A picture that an `<img>` shows, still and upright. */
export interface ShownPicture extends PixelSize {
  /** An object URL, to be given back. */
  url: string;
}

type Shown = { ok: true; picture: ShownPicture } | Refusal;

/** Makes any picture that can be decoded into one that a page can show. */
export async function showPicture(file: Blob, options: FrameOptions): Promise<Shown> {
  const check = await inspectPicture(file);
  if (!check.ok) return check;
  const show = async (): Promise<Shown> => {
    const opened = await openPicture(file, check.header, options.decodeHeic);
    if (!opened.ok) return opened;
    const { width, height } = opened.pixels;
    try {
      const blob = isShownAsIs(opened, file) ? opened.file : await draw(opened, options);
      return { ok: true, picture: { url: URL.createObjectURL(blob), width, height } };
    } catch {
      return refuseFrame("frame-unreadable");
    } finally {
      opened.pixels.close();
    }
  };
  // A host's decoder may take its time, or never end: other pictures do not wait for it.
  return check.header.type === "image/heic" ? show() : inTurn(show);
}

/** One picture of an animated one is sent; and a HEIC photo may have been read by the host. */
function isShownAsIs({ file, header }: OpenedPicture, given: Blob): boolean {
  return file !== given || (!header.isAnimated && header.type !== "image/heic");
}

async function draw({ pixels }: OpenedPicture, { frameBackground = "white" }: FrameOptions) {
  const { width, height } = pixels;
  const surface = await drawSurface(pixels, { x: 0, y: 0, width, height }, pixels, frameBackground);
  if (!surface) throw new Error("This browser has no canvas for this picture.");
  try {
    return await toBlob(surface, "image/png");
  } finally {
    surface.close();
  }
}
