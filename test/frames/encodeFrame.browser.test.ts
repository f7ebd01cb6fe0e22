import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { toPixels } from "../../src/frames/decodePicture.js";
import { drawSurface } from "../../src/frames/drawSurface.js";
import { encodeFrame } from "../../src/frames/encodeFrame.js";
import type { Pixels } from "../../src/frames/Pixels.js";
import type { PixelSize } from "../../src/model/frame.js";
import { isFrameRatio } from "../../src/model/frame.js";
import { drawNoise, drawPng, findDifference, pixelAt, readShown } from "./support/pixels.js";

afterEach(() => vi.restoreAllMocks());

const QUALITIES = [0.95, 0.9, 0.85, 0.8, 0.75];
const WIDTH = 1200;
const HEIGHT = 900;

/** The bytes that a picture has in each quality, at full size. */
let sizes: number[];

const open = async (file: Blob) => toPixels(await createImageBitmap(file));
const openNoise = async () => open(await drawNoise(WIDTH, HEIGHT, { type: "image/png" }));

async function encode(pixels: Pixels, maxBytes: number, isLossless = false) {
  const { width, height } = pixels;
  const area = { x: 0, y: 0, width, height };
  const encoded = await encodeFrame(pixels, { area, background: "white", isLossless, maxBytes });
  pixels.close();
  return encoded;
}

beforeAll(async () => {
  const pixels = await openNoise();
  const area = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
  const surface = await drawSurface(pixels, area, area, "white");
  if (!(surface?.source instanceof OffscreenCanvas)) throw new Error("There is no canvas.");
  sizes = [];
  for (const quality of QUALITIES) {
    sizes.push((await surface.source.convertToBlob({ type: "image/jpeg", quality })).size);
  }
});

describe("quality first", () => {
  test.each(QUALITIES.map((quality, index) => [quality, index] as const))(
    "the best quality that fits is taken, at full size: %s",
    async (_, index) => {
      const maxBytes = sizes[index] ?? 0;
      const encoded = await encode(await openNoise(), maxBytes);
      expect(encoded).toMatchObject({
        blob: { size: maxBytes },
        type: "image/jpeg",
        width: WIDTH,
        height: HEIGHT,
        isCompressed: index > 0,
      });
    },
  );

  test("a picture that fits is written once, and one that is far too large not five times", async () => {
    const [one, other] = [await openNoise(), await openNoise()];
    const convert = vi.spyOn(OffscreenCanvas.prototype, "convertToBlob");
    await encode(one, sizes[0] ?? 0);
    expect(convert).toHaveBeenCalledTimes(1);
    convert.mockClear();
    await encode(other, (sizes[4] ?? 0) * 0.2);
    expect(convert.mock.calls.length).toBeLessThanOrEqual(4);
  });

  test("a lossless picture stays so where it fits, and becomes a JPEG where not", async () => {
    const drawn = await drawPng(400, 300, (x, y) => [x & 255, y & 255, 9, 255]);
    const exact = await encode(await open(drawn), 10_000_000, true);
    expect(exact).toMatchObject({ type: "image/png", isCompressed: false });
    if (!exact) throw new Error("It was not written.");
    expect(findDifference(await readShown(exact.blob), await readShown(drawn))).toBe(0);
    expect(await encode(await openNoise(), sizes[0] ?? 0, true)).toMatchObject({
      type: "image/jpeg",
      width: WIDTH,
      isCompressed: true,
    });
  });
});

describe("then size", () => {
  test.each([
    [1200, 900],
    [400, 1000],
    [1000, 400],
    [777, 777],
  ])("%s × %s becomes smaller, keeps its shape and stays a frame", async (width, height) => {
    const whole = await encode(
      await open(await drawNoise(width, height, { type: "image/png" })),
      1e9,
    );
    const maxBytes = (whole?.blob.size ?? 0) * 0.4;
    const encoded = await encode(
      await open(await drawNoise(width, height, { type: "image/png" })),
      maxBytes,
    );
    if (!encoded) throw new Error("It was not written.");
    expect(encoded.blob.size).toBeLessThanOrEqual(maxBytes);
    expect(encoded.blob.size, "no smaller than it has to be").toBeGreaterThan(maxBytes * 0.6);
    expect(encoded.width).toBeLessThan(width);
    expect(Math.min(encoded.width, encoded.height)).toBeGreaterThanOrEqual(300);
    expect(encoded.width / encoded.height).toBeCloseTo(width / height, 1);
    expect(isFrameRatio(encoded)).toBe(true);
    const { width: shownWidth, height: shownHeight } = await readShown(encoded.blob);
    expect([shownWidth, shownHeight]).toEqual([encoded.width, encoded.height]);
  });

  test("never below 300 px: what cannot fit is not written", async () => {
    expect(await encode(await openNoise(), 1000)).toBeNull();
  });
});

describe("a smaller picture", () => {
  const smoothingQuality =
    Object.getOwnPropertyDescriptor(
      OffscreenCanvasRenderingContext2D.prototype,
      "imageSmoothingQuality",
    ) ?? {};

  const draw = async (file: Blob, size: PixelSize) => {
    const pixels = await open(file);
    const area = { x: 0, y: 0, width: pixels.width, height: pixels.height };
    const surface = await drawSurface(pixels, area, size, "white");
    pixels.close();
    if (!surface) throw new Error("There is no canvas.");
    return surface.context.getImageData(0, 0, size.width, size.height);
  };

  test("shows no seams where its strips meet", async () => {
    const noise = await drawNoise(1500, 1700, { type: "image/png" });
    const bitmap = await createImageBitmap(noise);
    const canvas = new OffscreenCanvas(931, 1055);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("The page cannot draw.");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, 931, 1055);
    const whole = context.getImageData(0, 0, 931, 1055);
    expect(findDifference(await draw(noise, { width: 931, height: 1055 }), whole)).toBeLessThan(3);
  });

  test.each(["high", "low"])("does not flicker: fine lines become gray (%s)", async (quality) => {
    // Firefox knows no quality, and smooths with the nearest pixels only.
    vi.spyOn(
      OffscreenCanvasRenderingContext2D.prototype,
      "imageSmoothingQuality",
      "set",
    ).mockImplementation(function (this: OffscreenCanvasRenderingContext2D) {
      if (quality === "high") smoothingQuality.set?.call(this, quality);
    });
    const lines = await drawPng(1400, 1000, (x) => (x % 2 ? [0, 0, 0, 255] : [254, 254, 254, 255]));
    const shown = await draw(lines, { width: 330, height: 300 });
    for (let x = 5; x < 325; x++) {
      const [red = 0] = pixelAt(shown, x, 150);
      expect(Math.abs(red - 127)).toBeLessThan(30);
    }
  });
});
