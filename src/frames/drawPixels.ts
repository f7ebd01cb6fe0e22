import type { PixelSize } from "../model/frame.js";
import type { PixelArea } from "./PixelArea.js";
import type { Pixels } from "./Pixels.js";
import type { Surface } from "./createSurface.js";
import { pause } from "./pause.js";
import { toStrips } from "./toStrips.js";

/** Some browsers smooth with more than the nearest rows; strips must meet without a seam there, too. */
const MARGIN_ROWS = 4;

/** Draws a part of a picture over all of a surface, a strip at a time, so that the page stays free. */
export async function drawPixels(
  surface: Surface,
  pixels: Pixels,
  area: PixelArea,
  background: string,
): Promise<void> {
  const { context, width } = surface;
  const scale = surface.height / area.height;
  context.imageSmoothingQuality = "high";
  for (const { y, height } of toStrips(surface)) {
    await pause();
    const top = scale === 1 ? y : Math.max(0, Math.floor(y / scale) - MARGIN_ROWS);
    const bottom =
      scale === 1
        ? y + height
        : Math.min(area.height, Math.ceil((y + height) / scale) + MARGIN_ROWS);
    const rows = bottom - top;

    context.save();
    context.beginPath();
    context.rect(0, y, width, height);
    context.clip();
    fill(context, background, { y, width, height });
    context.drawImage(
      pixels.source,
      ...([area.x, area.y + top, area.width, rows] as const),
      ...([0, top * scale, width, rows * scale] as const),
    );
    context.restore();
  }
}

function fill(
  context: Surface["context"],
  background: string,
  { y, width, height }: PixelSize & { y: number },
): void {
  // A color that is none is ignored, and one that is transparent lies on white.
  for (const color of ["white", background]) {
    context.fillStyle = color;
    context.fillRect(0, y, width, height);
  }
}
