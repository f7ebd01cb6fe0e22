import sharp from "sharp";

/** A real picture of one color. */
export async function createPicture(
  width: number,
  height: number,
  format: "jpeg" | "png" | "webp" | "gif" = "jpeg",
  background = "#336699",
): Promise<Blob> {
  const picture = sharp({ create: { width, height, channels: 3, background } });
  const bytes = await picture.toFormat(format).toBuffer();
  return new Blob([new Uint8Array(bytes)], { type: `image/${format}` });
}
