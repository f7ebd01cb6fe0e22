/** What a JPEG may hold that tells nothing: JFIF, the color profile, Adobe's kind of colors. */
const HARMLESS_SEGMENTS: Readonly<Record<number, string>> = {
  0xe0: "JFIF\0",
  0xe2: "ICC_PROFILE\0",
  0xee: "Adobe",
};

/** What a PNG may hold that tells nothing. */
const HARMLESS_CHUNKS = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT".split(" "),
);

/**
 * Whether a JPEG or PNG tells more than its pixels: place, camera, time, comments, a thumbnail, a
 * second picture behind the first. One that does not need not be written anew to be clean.
 */
export async function hasMetadata(file: Blob): Promise<boolean> {
  const view = new DataView(await file.arrayBuffer());
  try {
    return view.getUint16(0) === 0xffd8 ? isTellingJpeg(view) : isTellingPng(view);
  } catch {
    return true; // it could not be followed to its end
  }
}

function isTellingJpeg(view: DataView): boolean {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return true;
    const marker = view.getUint8(at + 1);
    if (marker === 0xd9) return at + 2 !== view.byteLength;
    const length = view.getUint16(at + 2);
    const isApplication = marker >= 0xe0 && marker <= 0xef;
    const harmless = HARMLESS_SEGMENTS[marker];
    if (marker === 0xfe) return true;
    if (isApplication && !(harmless && hasText(view, at + 4, harmless))) return true;
    at += 2 + length;
    if (marker === 0xda) at = findNextMarker(view, at);
  }
}

/** The next marker that ends the pixels of a scan. */
function findNextMarker(view: DataView, start: number): number {
  const bytes = new Uint8Array(view.buffer);
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = view.getUint8(at + 1);
    const isInScan = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isInScan) return at;
  }
  return bytes.length;
}

function isTellingPng(view: DataView): boolean {
  let at = 8;
  while (at < view.byteLength) {
    const length = view.getUint32(at);
    const type = readText(view, at + 4, 4);
    if (!HARMLESS_CHUNKS.has(type)) return true;
    at += 12 + length;
    if (type === "IEND") return at !== view.byteLength;
  }
  return true;
}

function hasText(view: DataView, at: number, text: string): boolean {
  return readText(view, at, text.length) === text;
}

function readText(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, at, length));
}
