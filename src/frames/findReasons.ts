import { isFrameType } from "../model/frame.js";
import type { FrameChangeReason } from "../model/FrameChange.js";
import type { ImageHeader } from "../model/imageHeader.js";
import { FRAME_MAX_BYTES } from "../model/limits.js";

/** What is known of a picture once it is decoded. */
export interface PictureTraits {
  file: Blob;
  header: ImageHeader;
  isTransparent: boolean;
  isToBeStripped: boolean;
  isCropped: boolean;
}

/** Why a picture cannot be sent byte for byte; none where it can. */
export function findReasons({
  file,
  header,
  isTransparent,
  isToBeStripped,
  isCropped,
}: PictureTraits): FrameChangeReason[] {
  const isKnownType = isFrameType(header.type);
  const reasons: FrameChangeReason[] = [];
  if (!isKnownType || header.isCmyk || header.bitDepth > 8) reasons.push("converted");
  if (isKnownType && file.size > FRAME_MAX_BYTES) reasons.push("compressed");
  if (header.isAnimated) reasons.push("first-picture");
  // In other formats the browsers do not agree on it, and the frame is what this browser shows.
  if (isKnownType && header.orientation !== 1) reasons.push("turned");
  if (isTransparent) reasons.push("flattened");
  if (isToBeStripped) reasons.push("stripped");
  if (isCropped) reasons.push("cropped");
  return reasons;
}
