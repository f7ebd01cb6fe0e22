import { createSurface } from "./createSurface.js";
import { pause } from "./pause.js";
import type { Pixels } from "./Pixels.js";
import { toStrips } from "./toStrips.js";

/** Raw pixels as a picture. `createImageBitmap` would copy them all at once and hold the page up. */
export async function drawImageData(data: ImageData): Promise<Pixels> {
  const surface = createSurface(data);
  if (!surface) throw new Error("There is no canvas as large as this picture.");
  for (const { y, height } of toStrips(data)) {
    surface.context.putImageData(data, 0, 0, 0, y, data.width, height);
    await pause();
  }
  return surface;
}
