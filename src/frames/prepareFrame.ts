import { validateFrame, type FrameField } from "../model/frame.js";
import type { FrameOptions } from "./FrameOptions.js";
import type { PreparedFrame } from "./PreparedFrame.js";

/** How a picture becomes a frame. */
export interface PrepareFrameOptions extends FrameOptions {
  /** Named by the error. @default "image_url" */
  field?: FrameField | undefined;
}

/**
 * Makes any picture that people have into a frame that the model takes, without blocking the page.
 * Where nothing is wrong with it, it is handed back byte for byte.
 */
export async function prepareFrame(
  file: Blob,
  { field }: PrepareFrameOptions = {},
): Promise<PreparedFrame> {
  const check = await validateFrame(file, field);
  if (!check.ok) return check;
  return { ok: true, file: file instanceof File ? file : new File([file], "frame"), change: null };
}
