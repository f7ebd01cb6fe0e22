import { isFrameType } from "../model/frame.js";
import { readImageHeader } from "../model/imageHeader.js";
import {
  FRAME_MAX_BYTES,
  FRAME_MIN_SIDE_PX,
  FRAME_RATIO_MAX,
  FRAME_RATIO_MIN,
} from "../model/limits.js";
import { toErrorDetail, type ErrorDetail } from "./modelErrors.js";

/** What the model refuses in a picture, judged by its bytes, or `null`. */
export async function inspectFrame(
  picture: Blob,
  field: string,
  url: string,
): Promise<ErrorDetail | null> {
  const refuse: typeof toErrorDetail = (type, loc, more) =>
    toErrorDetail(type, loc, { input: url, ...more });
  if (picture.size > FRAME_MAX_BYTES) return refuse("file_too_large", field);

  const bytes = new Uint8Array(await picture.arrayBuffer());
  const header = readImageHeader(bytes, true);
  if (header === "unknown-type") return refuse("unsupported_image_format", field);
  if (typeof header === "string") return refuse("image_load_error", field);
  if (!isFrameType(header.type)) return refuse("unsupported_image_format", field);
  if (!isComplete(bytes)) return refuse("image_load_error", field);

  const { width, height } = header;
  if (Math.min(width, height) < FRAME_MIN_SIDE_PX) return refuse("image_too_small", field);
  const ratio = width / height;
  if (ratio < FRAME_RATIO_MIN || ratio > FRAME_RATIO_MAX) {
    return refuse("value_error", field, {
      msg: `Image aspect ratio must be between ${FRAME_RATIO_MIN} and ${FRAME_RATIO_MAX}`,
    });
  }
  return null;
}

const PNG_END = [0x49, 0x45, 0x4e, 0x44]; // "IEND"
const JPEG_END = [0xff, 0xd9];
const JPEG_SCAN = [0xff, 0xda];

/** Whether the end mark is there: a picture whose tail was lost cannot be decoded. */
function isComplete(bytes: Uint8Array): boolean {
  const isJpeg = bytes[0] === 0xff;
  const end = isJpeg ? JPEG_END : PNG_END;
  for (let at = bytes.length - 2; at > 0; at--) {
    if (hasMark(bytes, at, end)) return true;
    // What stands before the picture's data may hold a thumbnail with an end mark of its own.
    if (isJpeg && hasMark(bytes, at, JPEG_SCAN)) return false;
  }
  return false;
}

function hasMark(bytes: Uint8Array, at: number, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[at + index] === byte);
}
