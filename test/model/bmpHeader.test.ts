import { expect, test } from "vitest";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { toBytes, uint16le, uint32le } from "./support/bytes.js";

/** A BMP's header: `length` tells which of the many it is. */
function toBmp({ length = 40, width = 640, height = 400, bits = 24, alphaMask = 0 } = {}) {
  const rest = uint32le(0, 0, 0, 0, 0, 0, 0, 0, 0, alphaMask);
  const size = uint32le(length, width, height);
  return toBytes("BM", uint32le(0, 0, 54), size, uint16le(1, bits), rest, "\0".repeat(80));
}

test.each([40, 52, 56, 64, 108, 124])("a BMP with a header of %i bytes is read", (length) => {
  expect(readImageHeader(toBmp({ length }))).toMatchObject({
    type: "image/bmp",
    width: 640,
    height: 400,
    hasAlpha: false,
    isLossless: true,
  });
});

test("the oldest header has smaller numbers", () => {
  const bytes = toBytes("BM", uint32le(0, 0, 26, 12), uint16le(640, 400, 1, 24));
  expect(readImageHeader(bytes)).toMatchObject({ width: 640, height: 400 });
});

test("rows from the top make the height negative", () => {
  expect(readImageHeader(toBmp({ height: -400 }))).toMatchObject({ height: 400 });
});

test("32 bits or a mask for it may be alpha; the header of OS/2 has other things there", () => {
  expect(readImageHeader(toBmp({ bits: 32 }))).toMatchObject({ hasAlpha: true });
  const alphaMask = 0xff000000;
  expect(readImageHeader(toBmp({ length: 124, alphaMask }))).toMatchObject({ hasAlpha: true });
  expect(readImageHeader(toBmp({ length: 64, alphaMask }))).toMatchObject({ hasAlpha: false });
  expect(readImageHeader(toBmp({ length: 40, alphaMask }))).toMatchObject({ hasAlpha: false });
});

test("U03: a BMP without a size is damaged", () => {
  expect(readImageHeader(toBmp({ width: 0 }))).toBe("damaged");
  expect(readImageHeader(toBmp({ width: -640 }))).toBe("damaged");
  expect(readImageHeader(toBmp({ height: 0 }))).toBe("damaged");
});

test("U02: a text that begins with BM is no picture", () => {
  expect(readImageHeader(toBytes("BMW is a maker of cars and motorcycles."))).toBe("unknown-type");
});
