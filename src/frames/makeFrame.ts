import { inspectPicture, isFrameType, toDisplaySize, validateFrameSize } from "../model/frame.js";
import type { ImageHeader } from "../model/imageHeader.js";
import { FRAME_MAX_BYTES } from "../model/limits.js";
import { canDecode } from "./decodePicture.js";
import type { FrameOptions } from "./FrameOptions.js";
import { hasMetadata } from "./hasMetadata.js";
import { inTurn } from "./inTurn.js";
import { openPicture } from "./openPicture.js";
import type { PixelArea } from "./PixelArea.js";
import type { PreparedFrame } from "./PreparedFrame.js";
import { refuseFrame } from "./refuseFrame.js";
import { toFile } from "./toFile.js";
import { writeFrame } from "./writeFrame.js";

/** Makes a picture, or a part of it, into a frame. */
export async function makeFrame(
  file: Blob,
  options: FrameOptions,
  part: PixelArea | null,
): Promise<PreparedFrame> {
  const check = await inspectPicture(file);
  if (!check.ok) return check;
  const { header } = check;
  const error = part ? null : validateFrameSize(toDisplaySize(header));
  if (error) return { ok: false, error };
  if (!canDecode())
    return part ? refuseFrame("frame-not-converted") : takeUnseen(file, header, options);

  const make = async (): Promise<PreparedFrame> => {
    const picture = await openPicture(file, header, options.decodeHeic);
    if (!picture.ok) return picture;
    try {
      return await writeFrame({ file, header, picture, part, options });
    } catch {
      return refuseFrame("frame-not-converted");
    } finally {
      picture.pixels.close();
    }
  };
  // A host's decoder may take its time, or never end: other pictures do not wait for it.
  return header.type === "image/heic" ? make() : inTurn(make);
}

/** Where nothing can be decoded, such as in Node, the model's own formats are taken as they are. */
async function takeUnseen(
  file: Blob,
  { type }: ImageHeader,
  { stripMetadata }: FrameOptions,
): Promise<PreparedFrame> {
  if (!isFrameType(type)) return refuseFrame("frame-not-converted");
  if (stripMetadata && (await hasMetadata(file))) return refuseFrame("frame-not-converted");
  if (file.size > FRAME_MAX_BYTES) return refuseFrame("frame-too-large", { bytes: file.size });
  return { ok: true, file: toFile(file, type), change: null };
}
