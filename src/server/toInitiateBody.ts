import { FRAME_TYPES, type FrameType } from "../model/limits.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

const FILE_NAMES: Readonly<Record<FrameType, string>> = {
  "image/jpeg": "frame.jpg",
  "image/png": "frame.png",
};

/**
 * What fal's storage is told about an upload: a picture of a known type under a name of ours, since
 * the file will be served from a public host.
 *
 * @throws ProxyRefusal 422 for anything but a picture
 */
export function toInitiateBody(body: Record<string, unknown>): {
  content_type: FrameType;
  file_name: string;
} {
  const type = FRAME_TYPES.find((known) => known === body.content_type);
  if (type === undefined) {
    throw new ProxyRefusal({
      status: 422,
      reason: "invalid_body",
      detail: `content_type must be one of ${FRAME_TYPES.join(", ")}.`,
    });
  }
  return { content_type: type, file_name: FILE_NAMES[type] };
}
