/** Whether the browser can turn all of a picture into pixels: a damaged file has a good header too. */
export async function isDecodable(file: Blob): Promise<boolean> {
  try {
    const bitmap = await createImageBitmap(file);
    bitmap.close();
    return true;
  } catch {
    return false;
  }
}
