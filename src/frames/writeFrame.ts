import { isFrameType, validateFrameSize } from "../model/frame.js";
import type { FrameChangeReason, PictureFacts } from "../model/FrameChange.js";
import type { ImageHeader } from "../model/imageHeader.js";
import { encodeFrame } from "./encodeFrame.js";
import { findReasons } from "./findReasons.js";
import type { FrameOptions } from "./FrameOptions.js";
import { hasMetadata } from "./hasMetadata.js";
import { isTransparent } from "./isTransparent.js";
import type { OpenedPicture } from "./openPicture.js";
import type { PixelArea } from "./PixelArea.js";
import { rememberMadeFrame } from "./preparations.js";
import type { PreparedFrame } from "./PreparedFrame.js";
import { refuseFrame } from "./refuseFrame.js";
import { toFile } from "./toFile.js";
import { toWholeArea } from "./toWholeArea.js";

/** A picture that was opened, and what is wanted of it. */
export interface FrameOrder {
  /** What the visitor gave. */
  file: Blob;
  header: ImageHeader;
  picture: OpenedPicture;
  /** `null`: all of it. */
  part: PixelArea | null;
  options: FrameOptions;
}

/** Hands a picture on as it is, or writes it anew where it has to be. */
export async function writeFrame(order: FrameOrder): Promise<PreparedFrame> {
  const { file, header, picture, part, options } = order;
  const { pixels } = picture;
  const { width, height } = pixels;
  const area = toWholeArea(part ?? { x: 0, y: 0, width, height }, pixels);
  const error = validateFrameSize(area);
  if (error) return { ok: false, error };

  const { hasAlpha, isLossless, type } = picture.header;
  const reasons = findReasons({
    file: picture.file,
    header: picture.header,
    isTransparent: hasAlpha && (await isTransparent(pixels)),
    isToBeStripped: options.stripMetadata === true && (await hasMetadata(picture.file)),
    isCropped: area.width < width || area.height < height,
  });
  const from: PictureFacts = { width, height, type: header.type, bytes: file.size };

  if (reasons.length === 0 && isFrameType(type)) {
    const asItIs = toFile(picture.file, type, file);
    if (picture.file === file) return { ok: true, file: asItIs, change: null };
    const to = { width, height, type, bytes: asItIs.size };
    return { ok: true, file: asItIs, change: { from, to, reasons: ["converted"] } };
  }

  const encoded = await encodeFrame(pixels, {
    area,
    background: options.frameBackground ?? "white",
    isLossless: isLossless && !reasons.includes("compressed"),
  });
  if (!encoded) return refuseFrame("frame-too-large", { bytes: file.size });
  const made = toFile(encoded.blob, encoded.type, file);
  rememberMadeFrame(made);
  const to: PictureFacts = {
    width: encoded.width,
    height: encoded.height,
    type: encoded.type,
    bytes: made.size,
  };
  return {
    ok: true,
    file: made,
    change: {
      from,
      to,
      reasons: inOrder([
        ...reasons,
        ...(picture.file === file ? [] : (["converted"] as const)),
        ...(encoded.isCompressed ? (["compressed"] as const) : []),
      ]),
    },
  };
}

const ORDER: readonly FrameChangeReason[] = [
  "converted",
  "compressed",
  "first-picture",
  "turned",
  "flattened",
  "stripped",
  "cropped",
];

function inOrder(reasons: readonly FrameChangeReason[]): FrameChangeReason[] {
  return ORDER.filter((reason) => reasons.includes(reason));
}
