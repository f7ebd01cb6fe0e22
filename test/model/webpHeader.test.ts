import { expect, test } from "vitest";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { toBytes, uint16le, uint32le } from "./support/bytes.js";
import { toExif } from "./support/exif.js";

const ANIMATION = 0x02;
const EXIF = 0x08;
const ALPHA = 0x10;
const LOSSY = chunk("VP8 ", lossy());
const TURNED = chunk("EXIF", toExif([{ value: 6 }]));

type Part = string | number | Uint8Array;

function chunk(name: string, ...parts: Part[]): Uint8Array {
  const content = toBytes(...parts);
  return toBytes(name, uint32le(content.length), content, "\0".repeat(content.length % 2));
}

function lossy(width = 640, height = 400): Uint8Array {
  return toBytes("\0\0\0\x9d\x01\x2a", uint16le(width, height), "pixels");
}

function lossless({ width = 640, height = 400, alpha = 0 } = {}): Uint8Array {
  return chunk("VP8L", 0x2f, uint32le(width - 1 + (height - 1) * 2 ** 14 + alpha * 2 ** 28), "px");
}

/** The extended header, for a canvas of 640 × 400. */
function extended(flags: number): Uint8Array {
  return chunk("VP8X", flags, "\0\0\0", "\x7f\x02\0", "\x8f\x01\0");
}

function animated(picture: Uint8Array): Uint8Array {
  return chunk("ANMF", "\0".repeat(16), picture);
}

function toWebp(...chunks: Uint8Array[]): Uint8Array {
  const content = toBytes("WEBP", ...chunks);
  return toBytes("RIFF", uint32le(content.length), content);
}

function read(...chunks: Uint8Array[]) {
  return readImageHeader(toWebp(...chunks), true);
}

test("the simple forms tell their size themselves; the upper bits of it are a scale", () => {
  expect(read(LOSSY)).toMatchObject({ width: 640, height: 400, isLossless: false });
  const odd = { width: 641, height: 401 };
  expect(read(chunk("VP8 ", lossy(641, 401)))).toMatchObject(odd);
  expect(read(lossless(odd))).toMatchObject(odd);
  const scaled = lossy(640 + 0x4000, 400 + 0x8000);
  expect(read(chunk("VP8 ", scaled))).toMatchObject({ width: 640, height: 400 });
  const facts = { width: 640, height: 400, isLossless: true };
  expect(read(lossless())).toMatchObject({ ...facts, hasAlpha: false });
  expect(read(lossless({ alpha: 1 }))).toMatchObject({ ...facts, hasAlpha: true });
});

test("the extended form tells the size of the canvas, in three bytes", () => {
  const wide = chunk("VP8X", 0, "\0\0\0", "\x6f\x11\x01", "\x8f\x01\0");
  expect(read(wide, LOSSY)).toMatchObject({ width: 70_000, height: 400 });
});

test("EXIF is found behind the pixels, with and without the prefix that some writers add", () => {
  expect(read(extended(EXIF), LOSSY, TURNED)).toMatchObject({ orientation: 6, width: 640 });
  const prefixed = chunk("EXIF", "Exif\0\0", toExif([{ value: 8 }]));
  expect(read(extended(EXIF), LOSSY, prefixed)).toMatchObject({ orientation: 8 });
});

test("EXIF that the header does not tell of is not waited for", () => {
  const bytes = toWebp(extended(0), LOSSY, TURNED);
  const start = bytes.subarray(0, bytes.length - TURNED.length);
  const facts = { orientation: 1, width: 640, isAnimated: false };
  expect(readImageHeader(start)).toMatchObject(facts);
});

test("EXIF that lies behind what is read is waited for, and done without at the end", () => {
  const bytes = toWebp(extended(EXIF), chunk("VP8 ", lossy(), "x".repeat(5000)), TURNED);
  expect(readImageHeader(bytes.subarray(0, 1000))).toBe("more-bytes");
  expect(readImageHeader(bytes.subarray(0, 1000), true)).toMatchObject({ orientation: 1 });
  expect(readImageHeader(bytes)).toMatchObject({ orientation: 6 });
});

test("EXIF that was promised and is not there is not waited for", () => {
  const webp = toWebp(extended(EXIF), LOSSY);
  expect(readImageHeader(toBytes(webp, "rubbish behind"))).toMatchObject({ orientation: 1 });
});

test("alpha is told by the header or by the pixels", () => {
  expect(read(extended(0), LOSSY)).toMatchObject({ hasAlpha: false });
  expect(read(extended(ALPHA), chunk("ALPH", "x"), LOSSY)).toMatchObject({ hasAlpha: true });
  expect(read(extended(0), lossless({ alpha: 1 }))).toMatchObject({ hasAlpha: true });
});

test("U07: an animation is known with its second picture", () => {
  const facts = { isAnimated: true, width: 640, height: 400 };
  const still = { hasAlpha: false, isLossless: false };
  const [one, header] = [animated(LOSSY), extended(ANIMATION)];
  expect(read(header, one, one)).toMatchObject({ ...facts, ...still });
  expect(read(header, animated(lossless()), one)).toMatchObject({ isLossless: true });
  const withAlpha = animated(toBytes(chunk("ALPH", "x"), LOSSY));
  expect(read(header, withAlpha, one)).toMatchObject({ hasAlpha: true });
  expect(read(header, one, withAlpha)).toMatchObject({ hasAlpha: false });
});

test("U07: an animation of one picture is none; one that breaks off in the first may be one", () => {
  const bytes = toWebp(extended(ANIMATION), animated(LOSSY));
  expect(readImageHeader(bytes)).toMatchObject({ isAnimated: false });
  const start = bytes.subarray(0, bytes.length - 2);
  expect(readImageHeader(start)).toMatchObject({ isAnimated: false });
  const more = toWebp(extended(ANIMATION), animated(LOSSY), animated(LOSSY));
  const cut = more.subarray(0, bytes.length + 4);
  expect(readImageHeader(cut)).toBe("more-bytes");
  expect(readImageHeader(cut, true)).toMatchObject({ isAnimated: true });
});

test("U07: a first picture that is smaller than the animation leaves the rest transparent", () => {
  const small = animated(chunk("VP8 ", lossy(320, 400)));
  expect(read(extended(ANIMATION), small, small)).toMatchObject({ hasAlpha: true, width: 640 });
});

test.each([
  ["no picture", [extended(0)]],
  ["an unknown first chunk", [chunk("JUNK", "x"), LOSSY]],
  ["a lossy picture without its mark", [chunk("VP8 ", "x".repeat(20))]],
  ["a lossless picture without its mark", [chunk("VP8L", "x".repeat(20))]],
  ["no width", [chunk("VP8 ", lossy(0, 400))]],
])("U03: a WebP with %s is damaged", (_, chunks) => {
  expect(readImageHeader(toWebp(...chunks))).toBe("damaged");
});
