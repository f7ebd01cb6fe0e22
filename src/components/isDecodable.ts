/** Whether the browser can turn all of a picture into pixels: a damaged file has a good header too. */
export async function isDecodable(file: Blob): Promise<boolean> {
  // In jsdom, where hosts run their tests, nothing can be decoded.
  if (typeof createImageBitmap !== "function") return true;
  try {
    const bitmap = await createImageBitmap(file);
    bitmap.close();
    return true;
  } catch {
    return false;
  }
}
