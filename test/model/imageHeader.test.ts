import { expect, test } from "vitest";
import { toDisplaySize } from "../../src/model/frame.js";
import { readImageHeader, type ImageHeader } from "../../src/model/imageHeader.js";
import { readFixture } from "../support/fixtures.js";

/** What a picture is that has nothing special. */
const COMMON = {
  width: 640,
  height: 400,
  orientation: 1,
  isAnimated: false,
  hasAlpha: false,
  isCmyk: false,
  bitDepth: 8,
  isLossless: false,
} as const;
const LYING = { width: 400, height: 640 };

type Row = [id: string, name: string, type: ImageHeader["type"], facts: Partial<ImageHeader>];
const ROWS: Row[] = [
  ["a JPEG", "plain.jpg", "image/jpeg", {}],
  ["a JPEG that appears step by step", "progressive.jpg", "image/jpeg", {}],
  ["U10: a JPEG for printing", "cmyk.jpg", "image/jpeg", { isCmyk: true }],
  ["U10: a JPEG of another gamut", "display-p3.jpg", "image/jpeg", {}],
  ["U10: a JPEG with a place", "gps.jpg", "image/jpeg", {}],
  ["a PNG", "plain.png", "image/png", { isLossless: true }],
  ["U10: a PNG of 16 bits", "16-bit.png", "image/png", { isLossless: true, bitDepth: 16 }],
  ["an interlaced PNG", "interlaced.png", "image/png", { isLossless: true }],
  [
    "a PNG with an alpha channel",
    "transparent.png",
    "image/png",
    { isLossless: true, hasAlpha: true },
  ],
  [
    "a PNG with a transparent color in its palette",
    "palette-transparent.png",
    "image/png",
    { isLossless: true, hasAlpha: true },
  ],
  [
    "U10: a PNG that was held upright",
    "exif-6.png",
    "image/png",
    { ...LYING, isLossless: true, orientation: 6 },
  ],
  ["U07: an animated PNG", "animated.png", "image/png", { isLossless: true, isAnimated: true }],
  ["a GIF", "still.gif", "image/gif", { isLossless: true, hasAlpha: true }],
  [
    "U07: an animated GIF",
    "animated.gif",
    "image/gif",
    { isLossless: true, hasAlpha: true, isAnimated: true },
  ],
  ["a lossy WebP", "lossy.webp", "image/webp", {}],
  ["a lossless WebP", "lossless.webp", "image/webp", { isLossless: true }],
  ["a WebP with alpha", "transparent.webp", "image/webp", { hasAlpha: true }],
  ["U10: a WebP that was held upright", "exif-6.webp", "image/webp", { ...LYING, orientation: 6 }],
  ["U07: an animated WebP", "animated.webp", "image/webp", { isAnimated: true }],
  ["a BMP", "still.bmp", "image/bmp", { isLossless: true }],
  ["U08: an AVIF", "still.avif", "image/avif", {}],
  ["U10: an AVIF that is turned", "turned.avif", "image/avif", { ...LYING, orientation: 6 }],
  ["U08: a phone's HEIC", "header.heic", "image/heic", { ...LYING, orientation: 6 }],
];

test.each(ROWS)("%s (%s) is read from its header", (_, name, type, facts) => {
  expect(readImageHeader(readFixture(name))).toEqual({ ...COMMON, type, ...facts });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
  "U10: a photo with EXIF orientation %i is known, and as wide as it is shown",
  (orientation) => {
    const header = readImageHeader(readFixture(`exif-${orientation}.jpg`));
    const stored = orientation >= 5 ? LYING : {};
    expect(header).toEqual({ ...COMMON, type: "image/jpeg", orientation, ...stored });
    expect(typeof header === "object" && toDisplaySize(header)).toEqual({
      width: 640,
      height: 400,
    });
  },
);

test.each(ROWS)("%s (%s) is the same in the middle of a larger buffer", (_, name) => {
  const bytes = readFixture(name);
  const buffer = new Uint8Array(bytes.length + 64).fill(0xff);
  buffer.set(bytes, 32);
  expect(readImageHeader(buffer.subarray(32, 32 + bytes.length))).toEqual(readImageHeader(bytes));
});

test.each(ROWS)("U03: %s (%s) that breaks off is damaged, or waits for more", (_, name, type) => {
  const bytes = readFixture(name);
  const whole = readImageHeader(bytes);
  for (let length = 18; length < bytes.length; length += length < 800 ? 1 : 61) {
    const start = bytes.subarray(0, length);
    const first = readImageHeader(start);
    const last = readImageHeader(start, true);
    if (first === "more-bytes") expect(last === "damaged" || isOf(type, last)).toBe(true);
    else expect([first, last]).toEqual([whole, whole]);
  }
});

function isOf(type: ImageHeader["type"], header: ReturnType<typeof readImageHeader>): boolean {
  return typeof header === "object" && header.type === type;
}

test("what is no picture is said to be none", () => {
  for (const name of ["web-page.png", "program.jpg", "svg.png", "document.pdf", "video.mp4"]) {
    expect(readImageHeader(readFixture(name)), name).toBe("unknown-type");
  }
  expect(readImageHeader(new Uint8Array())).toBe("unknown-type");
});

test("the first bytes alone tell what is to be read", () => {
  expect(readImageHeader(readFixture("plain.jpg").subarray(0, 3))).toBe("more-bytes");
  expect(readImageHeader(readFixture("plain.png").subarray(0, 8))).toBe("more-bytes");
  expect(readImageHeader(readFixture("still.gif").subarray(0, 6))).toBe("more-bytes");
  expect(readImageHeader(readFixture("lossy.webp").subarray(0, 12))).toBe("more-bytes");
});
