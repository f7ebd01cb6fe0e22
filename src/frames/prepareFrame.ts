import type { FrameField } from "../model/frame.js";
import type { FrameOptions } from "./FrameOptions.js";
import { makeFrame } from "./makeFrame.js";
import { isMadeFrame, sharePreparation } from "./preparations.js";
import type { PreparedFrame } from "./PreparedFrame.js";
import { withField } from "./withField.js";

/** How a picture becomes a frame. */
export interface PrepareFrameOptions extends FrameOptions {
  /** Named by the error. @default "image_url" */
  field?: FrameField | undefined;
}

/**
 * Makes any picture that people have into a frame that the model takes, without blocking the page.
 * Where nothing is wrong with it, it is handed back byte for byte. The same file with the same
 * options is prepared once, and what was made here passes at once.
 */
export async function prepareFrame(
  file: Blob,
  { field, ...options }: PrepareFrameOptions = {},
): Promise<PreparedFrame> {
  if (isMadeFrame(file)) return { ok: true, file, change: null };
  const prepared = await sharePreparation(file, options, () => makeFrame(file, options, null));
  return withField(prepared, field);
}
