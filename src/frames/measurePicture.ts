import type { PixelSize } from "../model/frame.js";

/** Longer than this nobody waits for the preview of an address. */
const PATIENCE_MS = 10_000;

/**
 * The size of the picture at an address, in pixels. `null` where this page cannot load it: there is
 * none, the host does not let other sites show it, or a policy of this page forbids it.
 */
export function measurePicture(url: string, patienceMs = PATIENCE_MS): Promise<PixelSize | null> {
  return new Promise((resolve) => {
    const image = new Image();
    const end = (size: PixelSize | null) => {
      clearTimeout(timer);
      image.onload = null;
      image.onerror = null;
      resolve(size);
    };
    const timer = setTimeout(() => {
      image.removeAttribute("src");
      end(null);
    }, patienceMs);
    image.onload = () => end({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => end(null);
    image.referrerPolicy = "no-referrer";
    image.src = url;
  });
}
