/** The pixels of a picture as the page shows it: an `<img>`, drawn. */
export async function readShown(file: Blob): Promise<ImageData> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = toContext(canvas);
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The most by which a channel of two pictures differs, 0 to 255. */
export function findDifference(one: ImageData, other: ImageData): number {
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  return one.data.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (other.data[index] ?? 0))),
    0,
  );
}

/**
 * By how much a channel of two pictures differs on average, 0 to 255. A JPEG stores colors in half
 * the size, so that single pixels beside a hard edge are far off.
 */
export function findMeanDifference(one: ImageData, other: ImageData): number {
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  const sum = one.data.reduce(
    (total, value, index) => total + Math.abs(value - (other.data[index] ?? 0)),
    0,
  );
  return sum / one.data.length;
}

/** Red, green, blue and alpha of one pixel. */
export function pixelAt({ data, width }: ImageData, x: number, y: number): number[] {
  return Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
}

/** A picture that is drawn pixel by pixel, as PNG. */
export async function drawPng(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => readonly number[],
  name = "drawn.png",
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = toContext(canvas);
  const pixels = context.createImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.data.set(colorAt(x, y), (y * width + x) * 4);
  }
  context.putImageData(pixels, 0, 0);
  return new File([await canvas.convertToBlob()], name);
}

/** A picture of noise, which no format can make small. */
export async function drawNoise(
  width: number,
  height: number,
  options: ImageEncodeOptions = { type: "image/jpeg", quality: 1 },
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = toContext(canvas);
  const pixels = context.createImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  let state = 1;
  for (let index = 0; index < words.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    words[index] = (state >>> 8) | 0xff000000;
  }
  context.putImageData(pixels, 0, 0);
  return new File([await canvas.convertToBlob(options)], "noise.jpg");
}

/** Both files hold the same bytes. */
export async function hasSameBytes(one: Blob, other: Blob): Promise<boolean> {
  const [ones, others] = await Promise.all([one, other].map(readBytes));
  return (
    ones?.length === others?.length && !!ones?.every((byte, index) => byte === others?.[index])
  );
}

/** The bytes of a file. */
export async function readBytes(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

function toContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("The page cannot draw.");
  return context;
}

/** By how much two colors differ at most in one channel. */
export function findColorDifference(one: readonly number[], other: readonly number[]): number {
  return Math.max(...one.map((part, index) => Math.abs(part - (other[index] ?? Infinity))));
}

/** The part of a picture between two rows. */
export function rowsOf({ data, width }: ImageData, top: number, bottom: number): ImageData {
  return new ImageData(data.slice(top * width * 4, bottom * width * 4), width);
}
