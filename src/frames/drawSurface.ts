import type { PixelSize } from "../model/frame.js";
import { createSurface, type Surface } from "./createSurface.js";
import { drawPixels } from "./drawPixels.js";
import { pause } from "./pause.js";
import type { PixelArea } from "./PixelArea.js";
import type { Pixels } from "./Pixels.js";

/**
 * Draws a part of a picture in a size; `null` where there is no canvas as large. A picture that
 * becomes much smaller is halved first, since smoothing looks at the nearest pixels only.
 */
export async function drawSurface(
  pixels: Pixels,
  area: PixelArea,
  size: PixelSize,
  background: string,
): Promise<Surface | null> {
  if (size.width * 2 < area.width) {
    const half = { width: Math.ceil(area.width / 2), height: Math.ceil(area.height / 2) };
    const between = await drawSurface(pixels, area, half, background);
    if (!between) return null;
    try {
      return await drawSurface(between, { x: 0, y: 0, ...half }, size, background);
    } finally {
      between.close();
    }
  }
  await pause(); // to get the memory of a large canvas takes a task of its own
  const surface = createSurface(size);
  if (!surface) return null;
  try {
    await drawPixels(surface, pixels, area, background);
    return surface;
  } catch (error) {
    surface.close();
    throw error;
  }
}
