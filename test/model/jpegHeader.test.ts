import { expect, test } from "vitest";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { toBytes, uint16 } from "./support/bytes.js";
import { toExif, type ExifEntry } from "./support/exif.js";

const START = "\xff\xd8";
const SCAN = "\xff\xda\0\x02";
const FRAME = frame();

function segment(marker: number, ...parts: (string | number | Uint8Array)[]): Uint8Array {
  const content = toBytes(...parts);
  return toBytes(0xff, marker, uint16(content.length + 2), content);
}

function frame({ marker = 0xc0, bits = 8, width = 640, height = 400, components = 3 } = {}) {
  return segment(marker, bits, uint16(height, width), components, "\0".repeat(components * 3));
}

function exif(...values: number[]): Uint8Array {
  return segment(0xe1, "Exif\0\0", toExif(values.map((value) => ({ value }))));
}

function read(...parts: (string | Uint8Array)[]) {
  return readImageHeader(toBytes(START, ...parts), true);
}

test("EXIF is read before and behind the size", () => {
  expect(read(exif(6), FRAME, SCAN)).toMatchObject({ orientation: 6, width: 640, height: 400 });
  expect(read(FRAME, exif(6), SCAN)).toMatchObject({ orientation: 6 });
});

test("a size alone is not enough: EXIF may follow", () => {
  expect(readImageHeader(toBytes(START, FRAME))).toBe("more-bytes");
});

test("of two blocks of EXIF the first counts, and XMP in the same kind of segment is none", () => {
  const xmp = segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x/>");
  expect(read(xmp, exif(3), exif(6), FRAME, SCAN)).toMatchObject({ orientation: 3 });
});

test.each(["II", "MM"] as const)("EXIF is read in the byte order %s", (order) => {
  const entries = [{ tag: 0x010f, value: 1 }, { value: 8 }];
  const block = segment(0xe1, "Exif\0\0", toExif(entries, order));
  expect(read(block, FRAME, SCAN)).toMatchObject({ orientation: 8 });
});

test("EXIF may end right behind the orientation", () => {
  const whole = toExif([{ value: 6 }]);
  const block = segment(0xe1, "Exif\0\0", whole.subarray(0, whole.length - 6));
  expect(read(block, FRAME, SCAN)).toMatchObject({ orientation: 6 });
});

const NONSENSE: [string, ExifEntry][] = [
  ["0", { value: 0 }],
  ["9", { value: 9 }],
  ["a number of another size", { value: 6, type: 4 }],
  ["two numbers", { value: 6, count: 2 }],
];
test.each(NONSENSE)("an orientation that is %s turns nothing", (_, entry) => {
  const block = segment(0xe1, "Exif\0\0", toExif([entry]));
  expect(read(block, FRAME, SCAN)).toMatchObject({ orientation: 1, width: 640 });
});

test.each([
  ["in no byte order", "XX*\0\x08\0\0\0"],
  ["without its number", "II\0\0\x08\0\0\0"],
  ["that points behind its end", "II*\0\xff\xff\xff\x7f"],
  ["that breaks off", "II*\0\x08\0\0\0\x09\0\x12"],
  ["that is empty", ""],
])("EXIF %s turns nothing", (_, block) => {
  const damaged = segment(0xe1, "Exif\0\0", block);
  expect(read(damaged, FRAME, SCAN)).toMatchObject({ orientation: 1, width: 640 });
});

test("a segment may be empty", () => {
  expect(read(segment(0xfe), FRAME, SCAN)).toMatchObject({ width: 640 });
});

test("the small preview in the metadata is not taken for the picture", () => {
  const preview = toBytes(START, frame({ width: 160, height: 120 }), SCAN, "\xff\xd9");
  const block = segment(0xe1, "Exif\0\0", toExif([]), preview);
  expect(read(block, FRAME, SCAN)).toMatchObject({ width: 640, height: 400 });
});

test("fill bytes and rubbish between segments are skipped, as decoders do", () => {
  expect(read("\xff\xff\xff", FRAME, "rubbish\xff\0", SCAN)).toMatchObject({ width: 640 });
  expect(read("\xff\x01\xff\xd0", FRAME, SCAN)).toMatchObject({ width: 640 });
});

test("four colors are those of printing; depth and losslessness are told by the frame", () => {
  expect(read(frame({ components: 4 }), SCAN)).toMatchObject({ isCmyk: true });
  expect(read(frame({ components: 1 }), SCAN)).toMatchObject({ isCmyk: false });
  expect(read(frame({ marker: 0xc1, bits: 12 }), SCAN)).toMatchObject({ bitDepth: 12 });
  expect(read(frame({ marker: 0xc3 }), SCAN)).toMatchObject({ isLossless: true });
  expect(read(frame({ marker: 0xc2 }), SCAN)).toMatchObject({ isLossless: false });
});

test("tables are no frames, and of two frames the first counts", () => {
  const tables = [0xc4, 0xc8, 0xcc].map((marker) => frame({ marker, width: 1 }));
  const second = frame({ width: 2 });
  expect(read(...tables, FRAME, second, SCAN)).toMatchObject({ width: 640 });
});

test.each([
  ["pixels before a size", toBytes(SCAN)],
  ["an end without pixels", toBytes(FRAME, "\xff\xd9")],
  ["no height", toBytes(frame({ height: 0 }), SCAN)],
  ["no width", toBytes(frame({ width: 0 }), SCAN)],
  ["a segment shorter than its length", toBytes("\xff\xe0\0\x01", FRAME, SCAN)],
  ["a frame that is too short", toBytes(segment(0xc0, "\x08\x01"), SCAN)],
])("U03: a JPEG with %s is damaged", (_, bytes) => {
  expect(readImageHeader(toBytes(START, bytes))).toBe("damaged");
});
