import type { PrepareFrameOptions } from "../frames/prepareFrame.js";
import { prepareFrame } from "../frames/prepareFrame.js";
import type { PreparedFrame } from "../frames/PreparedFrame.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { isFolder } from "./readDroppedFiles.js";

/** Makes a file that the visitor gave into a frame, or says why it cannot be one. */
export async function preparePick(
  file: File,
  options: PrepareFrameOptions,
): Promise<PreparedFrame> {
  if (!isFolder(file)) return prepareFrame(file, options);
  const { field } = options;
  const values = { found: "a folder" };
  return {
    ok: false,
    error: new KlingVideoError({ code: "frame-type", values, field, charged: "no" }),
  };
}
