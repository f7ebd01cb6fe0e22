import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cropFrame } from "../../src/frames/cropFrame.js";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { loadFixture } from "../support/pageFixtures.js";
import { drawNoise } from "./support/pixels.js";
import { withOrientation } from "./support/withOrientation.js";

const { createImageBitmap, OffscreenCanvas } = globalThis;
let bitmaps: ImageBitmap[] = [];
let canvases: OffscreenCanvas[] = [];
let mostAtOnce = 0;

const isOpen = ({ width }: { width: number }) => width > 0;

beforeEach(() => {
  bitmaps = [];
  canvases = [];
  mostAtOnce = 0;
  globalThis.createImageBitmap = async (...args: [ImageBitmapSource]) => {
    const bitmap = await createImageBitmap(...args);
    bitmaps.push(bitmap);
    mostAtOnce = Math.max(mostAtOnce, bitmaps.filter(isOpen).length);
    return bitmap;
  };
  globalThis.OffscreenCanvas = class extends OffscreenCanvas {
    constructor(width: number, height: number) {
      super(width, height);
      canvases.push(this);
    }
  };
});
afterEach(() => {
  globalThis.createImageBitmap = createImageBitmap;
  globalThis.OffscreenCanvas = OffscreenCanvas;
});

const area = { x: 0, y: 0, width: 300, height: 300 };

describe("nothing that was decoded stays in the memory", () => {
  test.each([
    "plain.jpg",
    "exif-6.jpg",
    "transparent.png",
    "opaque-alpha.png",
    "lossy.webp",
    "animated.gif",
    "16-bit.png",
  ])("of %s", async (name) => {
    expect((await prepareFrame(await loadFixture(name))).ok).toBe(true);
    expect((await cropFrame(await loadFixture(name), area)).ok).toBe(true);
    expect(bitmaps).toHaveLength(2);
    expect(bitmaps.filter(isOpen)).toEqual([]);
    expect(canvases.length).toBeGreaterThan(0);
    expect(canvases.filter(isOpen)).toEqual([]);
  });

  test("of a HEIC photo that the host decoded", async () => {
    const photo = await loadFixture("header.heic");
    const decoded = await createImageBitmap(await loadFixture("plain.png"));
    expect((await prepareFrame(photo, { decodeHeic: async () => decoded })).ok).toBe(true);
    expect(isOpen(decoded)).toBe(false);
    const narrow = await createImageBitmap(new ImageData(300, 900));
    await prepareFrame(await loadFixture("header.heic"), { decodeHeic: async () => narrow });
    expect(isOpen(narrow)).toBe(false);
  });

  test("when it cannot be written", async () => {
    const { convertToBlob } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.convertToBlob = () => Promise.reject(new DOMException("No memory."));
    try {
      const prepared = await prepareFrame(await loadFixture("exif-6.jpg"));
      expect(prepared).toMatchObject({ ok: false, error: { code: "frame-not-converted" } });
    } finally {
      OffscreenCanvas.prototype.convertToBlob = convertToBlob;
    }
    expect(bitmaps).toHaveLength(1);
    expect([...bitmaps, ...canvases].filter(isOpen)).toEqual([]);
  });
});

test("two photos are not decoded at once", async () => {
  const lying = async (part: number) => withOrientation(await drawNoise(800, 400 + part), 6);
  const photos = await Promise.all([1, 2, 3].map(lying));
  const prepared = await Promise.all(photos.map((photo) => prepareFrame(photo)));
  expect(prepared.every(({ ok }) => ok)).toBe(true);
  expect([bitmaps.length, mostAtOnce]).toEqual([3, 1]);
});

test("what was made here is not decoded again", async () => {
  const prepared = await prepareFrame(await loadFixture("transparent.png"));
  const cropped = await cropFrame(await loadFixture("plain.jpg"), area);
  if (!prepared.ok || !cropped.ok) throw new Error("They were refused.");
  bitmaps = [];
  expect(await prepareFrame(prepared.file, { stripMetadata: true })).toMatchObject({ ok: true });
  expect(await prepareFrame(cropped.file)).toEqual({ ok: true, file: cropped.file, change: null });
  expect(bitmaps).toEqual([]);
});
