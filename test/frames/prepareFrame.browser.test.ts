import { describe, expect, test } from "vitest";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { loadFixture } from "../support/pageFixtures.js";
import { toMade, toRefused } from "./support/made.js";
import {
  drawNoise,
  drawPng,
  findColorDifference,
  findDifference,
  findMeanDifference,
  hasSameBytes,
  pixelAt,
  readBytes,
  readShown,
} from "./support/pixels.js";

/** On average over a picture, and for a single pixel far from any edge. */
const JPEG_MEAN = 1;
const JPEG_TOLERANCE = 4;
const TOP_LEFT = [208, 48, 48, 255];
const WHOLE = { width: 640, height: 400 };

const prepareFixture = async (name: string) => prepareFrame(await loadFixture(name));

describe("a picture that nothing is wrong with", () => {
  test.each([
    "plain.jpg",
    "plain.png",
    "progressive.jpg",
    "interlaced.png",
    "display-p3.jpg",
    "exif-1.jpg",
    "gps.jpg",
    "opaque-alpha.png",
    "side-300.png",
    "ratio-400x1000.png",
    "ratio-2500x1000.png",
  ])("is sent byte for byte: %s", async (name) => {
    const file = await loadFixture(name);
    expect(await prepareFrame(file)).toEqual({ ok: true, file, change: null });
    const prepared = await prepareFrame(file);
    expect(prepared.ok && prepared.file).toBe(file);
  });

  test("becomes a file with a name where it was none, and keeps its bytes", async () => {
    const file = await loadFixture("plain.png");
    const blob = new Blob([await file.arrayBuffer()]);
    const prepared = await prepareFrame(blob);
    if (!prepared.ok) throw prepared.error;
    expect(prepared.change).toBeNull();
    expect([prepared.file.name, prepared.file.type]).toEqual(["frame.png", "image/png"]);
    expect(await hasSameBytes(prepared.file, blob)).toBe(true);
  });
});

describe("U03: a damaged picture is refused", () => {
  test.each([
    ["truncated.jpg", "frame-unreadable"],
    ["truncated.png", "frame-unreadable"],
    ["empty.jpg", "frame-empty"],
  ])("%s: %s", async (name, code) => {
    const error = toRefused(
      await prepareFrame(await loadFixture(name), { field: "tail_image_url" }),
    );
    expect(error).toMatchObject({ code, field: "tail_image_url", charged: "no" });
  });

  test("also where only its last bytes are missing, or one in the middle is wrong", async () => {
    const jpeg = await loadFixture("plain.jpg");
    expect(toRefused(await prepareFrame(jpeg.slice(0, jpeg.size - 2))).code).toBe(
      "frame-unreadable",
    );
    const png = await readBytes(await loadFixture("plain.png"));
    const middle = png.length >> 1;
    png[middle] = 255 - (png[middle] ?? 0);
    expect(toRefused(await prepareFrame(new Blob([new Uint8Array(png)]))).code).toBe(
      "frame-unreadable",
    );
  });
});

describe("what can never be a frame is refused before it is decoded", () => {
  test.each([
    ["side-299.png", "frame-too-small"],
    ["ratio-399x1000.png", "frame-ratio"],
    ["ratio-2510x1000.png", "frame-ratio"],
    ["bomb-30000x30000.png", "frame-too-many-pixels"],
    ["svg.png", "frame-svg"],
    ["document.pdf", "frame-type"],
    ["web-page.png", "frame-type"],
  ])("%s: %s", async (name, code) => {
    const { createImageBitmap } = globalThis;
    let decoded = 0;
    globalThis.createImageBitmap = (...args: [ImageBitmapSource]) => {
      decoded++;
      return createImageBitmap(...args);
    };
    try {
      expect(toRefused(await prepareFixture(name)).code).toBe(code);
      expect(decoded).toBe(0);
    } finally {
      globalThis.createImageBitmap = createImageBitmap;
    }
  });
});

describe("other formats are converted", () => {
  test.each([
    ["lossy.webp", "image/webp", "image/jpeg", "lossy.jpg"],
    ["still.avif", "image/avif", "image/jpeg", "still.jpg"],
    ["lossless.webp", "image/webp", "image/png", "lossless.png"],
    ["still.gif", "image/gif", "image/png", "still.png"],
    ["still.bmp", "image/bmp", "image/png", "still.png"],
    ["cmyk.jpg", "image/jpeg", "image/jpeg", "cmyk.jpg"],
    ["16-bit.png", "image/png", "image/png", "16-bit.png"],
  ])("%s: %s becomes %s", async (name, from, to, madeName) => {
    const original = await loadFixture(name);
    const { file, change } = toMade(await prepareFrame(original));
    expect([file.name, file.type]).toEqual([madeName, to]);
    expect(change).toEqual({
      from: { ...WHOLE, type: from, bytes: original.size },
      to: { ...WHOLE, type: to, bytes: file.size },
      reasons: ["converted"],
    });
    const [shown, sent] = [await readShown(original), await readShown(file)];
    if (to === "image/png") expect(findDifference(shown, sent)).toBeLessThanOrEqual(1);
    else expect(findMeanDifference(shown, sent)).toBeLessThan(JPEG_MEAN);
  });

  test("a PNG of 16 bits becomes one of 8", async () => {
    const { file } = toMade(await prepareFixture("16-bit.png"));
    expect((await readBytes(file))[24]).toBe(8);
  });
});

describe("U07: of an animated picture the first one is sent, and that is told", () => {
  test.each([
    ["animated.gif", "image/png", ["converted", "first-picture"]],
    ["animated.webp", "image/jpeg", ["converted", "first-picture"]],
    ["animated.png", "image/png", ["first-picture"]],
  ])("%s", async (name, type, reasons) => {
    const { file, change } = toMade(await prepareFixture(name));
    expect([file.type, change.reasons]).toEqual([type, reasons]);
    const shown = await readShown(file);
    const still = await readShown(await loadFixture("plain.png"));
    expect(findMeanDifference(shown, still)).toBeLessThan(JPEG_MEAN);
  });
});

describe("what can be seen through", () => {
  test("lies on white", async () => {
    const { file, change } = toMade(await prepareFixture("transparent.png"));
    expect([file.type, change.reasons]).toEqual(["image/png", ["flattened"]]);
    const shown = await readShown(file);
    expect(pixelAt(shown, 10, 10)).toEqual(TOP_LEFT);
    const half = [48, 160, 80].map((part) => Math.round((part * 128 + 255 * 127) / 255));
    expect(findColorDifference(pixelAt(shown, 630, 10), [...half, 255])).toBeLessThanOrEqual(2);
  });

  test.each(["palette-transparent.png", "transparent.gif", "transparent.webp"])(
    "lies on the color that the host wants: %s",
    async (name) => {
      const original = await loadFixture(name);
      const { file, change } = toMade(
        await prepareFrame(original, { frameBackground: "rgb(0 0 255)" }),
      );
      expect(change.reasons).toContain("flattened");
      const shown = await readShown(file);
      const found = findColorDifference(pixelAt(shown, 630, 10), [0, 0, 255, 255]);
      expect(found).toBeLessThanOrEqual(JPEG_TOLERANCE);
    },
  );

  test.each(["no color", "transparent"])("lies on white where the host says %j", async (color) => {
    const original = await loadFixture("palette-transparent.png");
    const { file } = toMade(await prepareFrame(original, { frameBackground: color }));
    expect(pixelAt(await readShown(file), 630, 10)).toEqual([255, 255, 255, 255]);
  });

  test("is found wherever it is: a single pixel in the last row", async () => {
    const original = await drawPng(700, 1200, (x, y) => [
      9,
      9,
      9,
      x === 699 && y === 1199 ? 254 : 255,
    ]);
    expect(toMade(await prepareFrame(original)).change.reasons).toEqual(["flattened"]);
  });
});

describe("what a file tells beside its picture", () => {
  const tells = async (file: Blob) => {
    const text = new TextDecoder("latin1").decode(await file.arrayBuffer());
    return ["Exif", "Fixture", "Camera", "GPS", "2026:01:02"].filter((word) => text.includes(word));
  };

  test("stays where nobody minds", async () => {
    const prepared = await prepareFixture("gps.jpg");
    if (!prepared.ok) throw prepared.error;
    expect(await tells(prepared.file)).toContain("Exif");
  });

  test("is gone where the host wants that", async () => {
    const original = await loadFixture("gps.jpg");
    const { file, change } = toMade(await prepareFrame(original, { stripMetadata: true }));
    expect(change.reasons).toEqual(["stripped"]);
    expect(await tells(file)).toEqual([]);
    expect(findMeanDifference(await readShown(original), await readShown(file))).toBeLessThan(
      JPEG_MEAN,
    );
  });

  test("is gone from every picture that is written anew", async () => {
    const { file } = toMade(await prepareFixture("exif-6.jpg"));
    expect(await tells(file)).toEqual([]);
  });

  test("a picture that tells nothing is not written anew to tell less", async () => {
    const original = await loadFixture("plain.jpg");
    expect(await prepareFrame(original, { stripMetadata: true })).toEqual({
      ok: true,
      file: original,
      change: null,
    });
    const cleaned = toMade(
      await prepareFrame(await loadFixture("gps.jpg"), { stripMetadata: true }),
    );
    const kept = new File([await cleaned.file.arrayBuffer()], "from the draft.jpg");
    expect(await prepareFrame(kept, { stripMetadata: true })).toMatchObject({ change: null });
  });
});

describe("U04: the limit of the bytes", () => {
  /** A photo with so many bytes behind its end. */
  async function photoOf(bytes: number) {
    const photo = await loadFixture("plain.jpg");
    return new File([photo, new Uint8Array(bytes - photo.size)], "photo.jpg");
  }

  test("10 MB exactly is sent byte for byte", async () => {
    const file = await photoOf(10_000_000);
    const prepared = await prepareFrame(file);
    expect(prepared.ok && prepared.file).toBe(file);
  });

  test("one byte more is mended, and told", async () => {
    const { file, change } = toMade(await prepareFrame(await photoOf(10_000_001)));
    expect(change).toEqual({
      from: { ...WHOLE, type: "image/jpeg", bytes: 10_000_001 },
      to: { ...WHOLE, type: "image/jpeg", bytes: file.size },
      reasons: ["compressed"],
    });
    expect(file.size).toBeLessThan(100_000);
  });

  test("a PNG with too many bytes becomes a JPEG at full size", async () => {
    const original = await drawNoise(2200, 2000, { type: "image/png" });
    expect(original.size).toBeGreaterThan(10_000_000);
    const { file, change } = toMade(await prepareFrame(original));
    expect(change.to).toEqual({ width: 2200, height: 2000, type: "image/jpeg", bytes: file.size });
    expect(change.reasons).toEqual(["compressed"]);
    expect(file.size).toBeLessThanOrEqual(10_000_000);
  });
});

describe("the same file", () => {
  test("is prepared once", async () => {
    const file = await loadFixture("exif-6.jpg");
    const [first, second] = await Promise.all([
      prepareFrame(file),
      prepareFrame(file, { field: "tail_image_url" }),
    ]);
    expect(toMade(second).file).toBe(toMade(first).file);
  });

  test("is prepared anew where the host wants something else", async () => {
    const file = await loadFixture("transparent.png");
    const onWhite = toMade(await prepareFrame(file));
    const onBlack = toMade(await prepareFrame(file, { frameBackground: "black" }));
    expect(onBlack.file).not.toBe(onWhite.file);
  });

  test("names the slot that asked, when it is refused", async () => {
    const file = await loadFixture("side-299.png");
    const errors = [
      toRefused(await prepareFrame(file)),
      toRefused(await prepareFrame(file, { field: "tail_image_url" })),
    ];
    expect(errors.map(({ field }) => field)).toEqual(["image_url", "tail_image_url"]);
  });

  test("passes at once when it was made here", async () => {
    const { file } = toMade(await prepareFixture("transparent.png"));
    expect(await prepareFrame(file, { stripMetadata: true })).toEqual({
      ok: true,
      file,
      change: null,
    });
  });
});
