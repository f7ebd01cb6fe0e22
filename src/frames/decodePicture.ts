import type { Pixels } from "./Pixels.js";

/** Whether this place can decode pictures at all; Node and jsdom cannot. */
export function canDecode(): boolean {
  return typeof createImageBitmap === "function";
}

/** Decodes a picture, upright, away from the page's thread; `null` where that cannot be done. */
export async function decodePicture(file: Blob): Promise<Pixels | null> {
  try {
    return toPixels(await createImageBitmap(file));
  } catch {
    return null;
  }
}

/** A bitmap as a picture. */
export function toPixels(source: ImageBitmap): Pixels {
  const { width, height } = source;
  return { source, width, height, close: () => source.close() };
}
