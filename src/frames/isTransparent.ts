import { createSurface } from "./createSurface.js";
import { pause } from "./pause.js";
import type { Pixels } from "./Pixels.js";
import { toStrips } from "./toStrips.js";

/** Whether any pixel can be seen through. Many pictures have an alpha channel without a use. */
export async function isTransparent(pixels: Pixels): Promise<boolean> {
  const strips = toStrips(pixels);
  const { width } = pixels;
  const rows = strips[0]?.height ?? 1;
  const surface = createSurface({ width, height: rows });
  if (!surface) return false;
  const { context } = surface;
  try {
    for (const { y, height } of strips) {
      context.clearRect(0, 0, width, rows);
      context.drawImage(pixels.source, 0, y, width, height, 0, 0, width, height);
      if (hasTransparentPixel(context.getImageData(0, 0, width, height))) return true;
      await pause();
    }
    return false;
  } finally {
    surface.close();
  }
}

function hasTransparentPixel({ data }: ImageData): boolean {
  for (let alpha = 3; alpha < data.length; alpha += 4) {
    if (data[alpha] !== 255) return true;
  }
  return false;
}
