import { makeFrame } from "./makeFrame.js";
import type { PixelArea } from "./PixelArea.js";
import type { PreparedFrame } from "./PreparedFrame.js";
import type { PrepareFrameOptions } from "./prepareFrame.js";
import { withField } from "./withField.js";

export type { PixelArea } from "./PixelArea.js";

/**
 * Cuts a part out of a picture and makes it a frame. What lies outside of the picture is left out.
 *
 * @param area in pixels of the picture as it is shown (upright)
 */
export async function cropFrame(
  file: Blob,
  area: PixelArea,
  { field, ...options }: PrepareFrameOptions = {},
): Promise<PreparedFrame> {
  return withField(await makeFrame(file, options, area), field);
}
