import { expect, test } from "vitest";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { toBytes, uint16le } from "./support/bytes.js";

const NETSCAPE = "!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
const TRANSPARENT = "!\xf9\x04\x01\0\0\0\0";
const OPAQUE = "!\xf9\x04\0\0\0\0\0";
const IMAGE = image();
const TRAILER = ";";

function image(width = 640, height = 400, flags = 0, table = ""): Uint8Array {
  const place = uint16le(0, 0, width, height);
  return toBytes(",", place, flags, table, "\x02\x03abc\0");
}

function toGif(...blocks: (string | Uint8Array)[]): Uint8Array {
  return toBytes("GIF89a", uint16le(640, 400), "\x80\0\0", "colors", ...blocks);
}

function read(...blocks: (string | Uint8Array)[]) {
  return readImageHeader(toGif(...blocks), true);
}

test("U07: two pictures are an animation; the wish to repeat one picture is none", () => {
  expect(read(NETSCAPE, IMAGE, TRAILER)).toMatchObject({ isAnimated: false, width: 640 });
  expect(read(IMAGE, OPAQUE, IMAGE, TRAILER)).toMatchObject({ isAnimated: true });
});

test("color tables of either kind are skipped", () => {
  const withTable = image(640, 400, 0x81, ",".repeat(12));
  expect(read(withTable, TRAILER)).toMatchObject({ isAnimated: false });
  expect(read(image(640, 400, 0x81, ";".repeat(12)), IMAGE)).toMatchObject({ isAnimated: true });
});

test("a GIF without its last byte is read when no more bytes will come", () => {
  expect(readImageHeader(toGif(IMAGE))).toBe("more-bytes");
  expect(read(IMAGE)).toMatchObject({ width: 640, height: 400, isAnimated: false });
});

test("U07: of a GIF that breaks off in its second picture the second is known", () => {
  expect(read(IMAGE, IMAGE.subarray(0, 5))).toMatchObject({ isAnimated: true });
});

test("only the first picture decides about transparency", () => {
  expect(read(OPAQUE, IMAGE, TRANSPARENT, IMAGE)).toMatchObject({ hasAlpha: false });
  expect(read(TRANSPARENT, IMAGE, TRAILER)).toMatchObject({ hasAlpha: true });
});

test("a first picture that leaves a part of the screen free is transparent there", () => {
  expect(read(image(639, 400), TRAILER)).toMatchObject({ hasAlpha: true, width: 640 });
  expect(read(image(640, 399), TRAILER)).toMatchObject({ hasAlpha: true, height: 400 });
  expect(read(IMAGE, image(1, 1), TRAILER)).toMatchObject({ hasAlpha: false });
});

test("the older form is read as well", () => {
  const bytes = toGif(IMAGE, TRAILER);
  bytes.set(toBytes("GIF87a"));
  expect(readImageHeader(bytes)).toMatchObject({ type: "image/gif", width: 640 });
});

test("U03: a GIF without a picture is damaged", () => {
  expect(readImageHeader(toGif(TRAILER))).toBe("damaged");
  expect(read(NETSCAPE)).toBe("damaged");
});
