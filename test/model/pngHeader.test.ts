import { expect, test } from "vitest";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { toBytes, uint32 } from "./support/bytes.js";
import { toExif } from "./support/exif.js";

const DATA = chunk("IDAT", "pixels");
const HEADER = header();

function chunk(name: string, ...parts: (string | number | Uint8Array)[]): Uint8Array {
  const content = toBytes(...parts);
  return toBytes(uint32(content.length), name, content, "crc ");
}

function header({ width = 640, height = 400, bits = 8, colorType = 2 } = {}) {
  return chunk("IHDR", uint32(width, height), bits, colorType, "\0\0\0");
}

function toPng(...chunks: Uint8Array[]): Uint8Array {
  return toBytes("\x89PNG\r\n\x1a\n", ...chunks);
}

function read(...chunks: Uint8Array[]) {
  return readImageHeader(toPng(...chunks), true);
}

test("what stands before the pixels counts, and nothing behind them", () => {
  const exif = chunk("eXIf", toExif([{ value: 6 }]));
  const animation = chunk("acTL", uint32(2, 0));
  const first = [exif, animation, chunk("tRNS", "\0\0\0\0\0\0")];
  const found = { orientation: 6, isAnimated: true, hasAlpha: true };
  expect(read(HEADER, ...first, DATA)).toMatchObject(found);
  const none = { orientation: 1, isAnimated: false, hasAlpha: false };
  expect(read(HEADER, DATA, ...first)).toMatchObject(none);
});

test("U07: one frame is no animation, unless the picture itself is none of the frames", () => {
  const one = chunk("acTL", uint32(1, 0));
  expect(read(HEADER, one, chunk("fcTL"), DATA)).toMatchObject({ isAnimated: false });
  expect(read(HEADER, one, DATA)).toMatchObject({ isAnimated: true });
  expect(read(HEADER, chunk("acTL", uint32(0, 0)), DATA)).toMatchObject({ isAnimated: false });
});

test.each([
  [0, 1, { bitDepth: 1, hasAlpha: false }],
  [0, 16, { bitDepth: 16, hasAlpha: false }],
  [2, 16, { bitDepth: 16, hasAlpha: false }],
  [3, 4, { bitDepth: 8, hasAlpha: false }],
  [4, 8, { bitDepth: 8, hasAlpha: true }],
  [6, 16, { bitDepth: 16, hasAlpha: true }],
])("color type %i of %i bits", (colorType, bits, facts) => {
  expect(read(header({ colorType, bits }), DATA)).toMatchObject(facts);
});

test("large metadata before the pixels are skipped", () => {
  expect(read(HEADER, chunk("zTXt", "x".repeat(200_000)), DATA)).toMatchObject({ width: 640 });
});

test.each([
  ["no pixels", [HEADER, chunk("IEND")]],
  ["pixels before the header", [DATA, HEADER]],
  ["another chunk before the header", [chunk("CgBI", "\x50\0\x20\x02"), HEADER, DATA]],
  ["two headers", [HEADER, HEADER, DATA]],
  ["a header of another length", [chunk("IHDR", uint32(640, 400)), DATA]],
  ["no width", [header({ width: 0 }), DATA]],
  ["no height", [header({ height: 0 }), DATA]],
])("U03: a PNG with %s is damaged", (_, chunks) => {
  expect(readImageHeader(toPng(...chunks))).toBe("damaged");
});

test("U03: a PNG with a chunk longer than the file is damaged once all of it is read", () => {
  const bytes = toPng(HEADER, toBytes(uint32(0xffffffff), "tEXt"), DATA);
  expect(readImageHeader(bytes)).toBe("more-bytes");
  expect(readImageHeader(bytes, true)).toBe("damaged");
});
