import type { PixelSize } from "../model/frame.js";
import type { Pixels } from "./Pixels.js";

/** A canvas that keeps what is drawn on it. */
export interface Surface extends Pixels {
  source: HTMLCanvasElement | OffscreenCanvas;
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
}

/** Makes a canvas outside of the page; `null` where this browser has none, or none as large. */
export function createSurface({ width, height }: PixelSize): Surface | null {
  const source =
    typeof OffscreenCanvas === "undefined"
      ? document.createElement("canvas")
      : new OffscreenCanvas(width, height);
  source.width = width;
  source.height = height;
  const context = getContext(source);
  const close = () => {
    source.width = 0;
    source.height = 0;
  };
  if (context && keepsPixels(context, { width, height })) {
    return { source, context, width, height, close };
  }
  close();
  return null;
}

function getContext(source: HTMLCanvasElement | OffscreenCanvas): Surface["context"] | null {
  // Drawn by the processor: reading pixels back from a graphics card holds the page up.
  const settings: CanvasRenderingContext2DSettings = { willReadFrequently: true };
  return source instanceof HTMLCanvasElement
    ? source.getContext("2d", settings)
    : source.getContext("2d", settings);
}

/** A canvas that is too large for the browser, or that it guards from being read, stays blank. */
function keepsPixels(context: Surface["context"], { width, height }: PixelSize): boolean {
  const x = width - 1;
  const y = height - 1;
  context.fillStyle = "rgb(128 128 128)";
  context.fillRect(x, y, 1, 1);
  const isKept = context
    .getImageData(x, y, 1, 1)
    .data.every((part, index) => Math.abs(part - (index === 3 ? 255 : 128)) < 16);
  context.clearRect(x, y, 1, 1);
  return isKept;
}
