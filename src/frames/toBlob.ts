import type { FrameType } from "../model/limits.js";
import type { Surface } from "./createSurface.js";

/** The picture on a surface as a file; throws where the browser cannot write it. */
export async function toBlob(
  { source }: Surface,
  type: FrameType,
  quality?: number,
): Promise<Blob> {
  const blob =
    source instanceof HTMLCanvasElement
      ? await new Promise<Blob | null>((resolve) => source.toBlob(resolve, type, quality))
      : await source.convertToBlob(quality === undefined ? { type } : { type, quality });
  if (blob?.type !== type) throw new Error(`This browser cannot write ${type}.`);
  return blob;
}
