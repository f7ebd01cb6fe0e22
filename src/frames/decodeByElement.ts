import type { Pixels } from "./Pixels.js";

/** Decodes a picture as the page would show it: Safari reads HEIC this way only, in some versions. */
export async function decodeByElement(file: Blob): Promise<Pixels | null> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  const close = () => {
    image.removeAttribute("src");
    URL.revokeObjectURL(url);
  };
  try {
    image.src = url;
    await image.decode();
    return { source: image, width: image.naturalWidth, height: image.naturalHeight, close };
  } catch {
    close();
    return null;
  }
}
