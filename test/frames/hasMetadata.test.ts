import { expect, test } from "vitest";
import { hasMetadata } from "../../src/frames/hasMetadata.js";
import { readFixture } from "../support/fixtures.js";

test.each([
  "plain.jpg",
  "progressive.jpg",
  "cmyk.jpg",
  "display-p3.jpg",
  "plain.png",
  "16-bit.png",
])("%s tells nothing but its picture", async (name) => {
  expect(await hasMetadata(new Blob([readFixture(name)]))).toBe(false);
});

test.each(["gps.jpg", "exif-1.jpg", "exif-6.png"])("%s tells more", async (name) => {
  expect(await hasMetadata(new Blob([readFixture(name)]))).toBe(true);
});

test("a second picture or anything else behind the end tells more", async () => {
  for (const name of ["plain.jpg", "plain.png"]) {
    const bytes = readFixture(name);
    expect(await hasMetadata(new Blob([bytes, bytes]))).toBe(true);
    expect(await hasMetadata(new Blob([bytes, "x"]))).toBe(true);
  }
});

test("a comment tells more", async () => {
  const jpeg = readFixture("plain.jpg");
  const comment = new Uint8Array([0xff, 0xfe, 0, 4, 0x48, 0x69]);
  expect(await hasMetadata(new Blob([jpeg.slice(0, 2), comment, jpeg.slice(2)]))).toBe(true);
});

test("what cannot be followed to its end may tell more", async () => {
  for (const name of ["truncated.jpg", "truncated.png"]) {
    expect(await hasMetadata(new Blob([readFixture(name)]))).toBe(true);
  }
  expect(await hasMetadata(new Blob([]))).toBe(true);
});
