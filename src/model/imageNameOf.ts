const KNOWN_STARTS: readonly (readonly [name: string, offset: number, start: string])[] = [
  ["a GIF", 0, "GIF8"],
  ["a WebP picture", 8, "WEBP"],
  ["a BMP picture", 0, "BM"],
  ["a PDF", 0, "%PDF"],
  ["a HEIC picture", 4, "ftyphe"],
  ["a HEIC picture", 4, "ftypmif1"],
  ["an AVIF picture", 4, "ftypavif"],
  ["a video", 4, "ftyp"],
  ["an SVG drawing", 0, "<svg"],
  ["an SVG drawing", 0, "<?xml"],
  ["a web page", 0, "<!doctype html"],
  ["a web page", 0, "<html"],
];

/** What a file that is no JPEG or PNG seems to be, for the sentence that refuses it. */
export function imageNameOf(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.slice(0, 64)).toLowerCase();
  const known = KNOWN_STARTS.find(([, offset, word]) =>
    start.startsWith(word.toLowerCase(), offset),
  );
  return known?.[0] ?? "not a JPEG or PNG picture";
}
