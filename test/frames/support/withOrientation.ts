/** A JPEG that notes how it was held, in an EXIF segment behind its first two bytes. */
export function withOrientation(jpeg: Blob, orientation: number): File {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation];
  const body = [...new TextEncoder().encode("Exif\0\0"), ...tiff, 0, 0, 0, 0, 0, 0];
  const segment = new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]);
  return new File([jpeg.slice(0, 2), segment, jpeg.slice(2)], "photo.jpg");
}
