import sharp from "sharp";
import { expect, test } from "vitest";
import { validateFrame } from "../../src/model/frame.js";

async function picture(
  width: number,
  height: number,
  format: "jpeg" | "png" | "gif" | "webp" = "jpeg",
) {
  const image = sharp({ create: { width, height, channels: 3, background: "#336699" } });
  return toBlob(await image.toFormat(format).toBuffer());
}
const toBlob = (bytes: Uint8Array, type = "") => new Blob([new Uint8Array(bytes)], { type });
const codeOf = async (file: Blob) => {
  const check = await validateFrame(file);
  return check.ok ? check.header : check.error.code;
};

test("a JPEG and a PNG are read for their type and size", async () => {
  expect(await codeOf(await picture(640, 360))).toEqual({
    type: "image/jpeg",
    width: 640,
    height: 360,
  });
  expect(await codeOf(await picture(640, 360, "png"))).toEqual({
    type: "image/png",
    width: 640,
    height: 360,
  });
});

test("a JPEG whose size stands behind large metadata is read", async () => {
  const plain = await sharp({
    create: { width: 640, height: 360, channels: 3, background: "#fff" },
  })
    .jpeg()
    .toBuffer();
  const app = Buffer.alloc(2 + 65_000);
  app.writeUInt16BE(0xffe2, 0);
  app.writeUInt16BE(65_000, 2);
  const large = Buffer.concat([plain.subarray(0, 2), app, app, app, plain.subarray(2)]);
  expect(await codeOf(toBlob(large))).toMatchObject({ width: 640, height: 360 });
});

test.each([
  ["U01", "%PDF-1.7", "frame-type"],
  ["U02", "<!doctype html><p>not a picture", "frame-type"],
  ["U09", "<svg xmlns='http://www.w3.org/2000/svg'/>", "frame-type"],
  ["U03", "", "frame-empty"],
])("%s: a file that begins with %o is refused whatever its name says", async (_, text, code) => {
  expect(await codeOf(new File([text], "photo.jpg", { type: "image/jpeg" }))).toBe(code);
});

test("the sentence names what the file is", async () => {
  const check = await validateFrame(await picture(640, 360, "webp"));
  expect(!check.ok && check.error.message).toBe("This file is a WebP picture.");
});

test("a picture whose type is not told is known by its bytes", async () => {
  expect(await codeOf(await picture(400, 400, "png"))).toMatchObject({ type: "image/png" });
});

test("U03: a picture that breaks off before its size is damaged", async () => {
  const bytes = new Uint8Array(await (await picture(640, 360)).arrayBuffer());
  expect(await codeOf(toBlob(bytes.slice(0, 20)))).toBe("frame-unreadable");
});

test("U04: 10 MB pass and one byte more does not", async () => {
  const bytes = new Uint8Array(await (await picture(640, 360)).arrayBuffer());
  const padded = (length: number) => {
    const file = new Uint8Array(length);
    file.set(bytes);
    return toBlob(file);
  };
  expect(await codeOf(padded(10_000_000))).toMatchObject({ width: 640 });
  expect(await codeOf(padded(10_000_001))).toBe("frame-too-large");
});

test("U05: 300 px pass and 299 do not", async () => {
  expect(await codeOf(await picture(300, 300))).toMatchObject({ width: 300 });
  expect(await codeOf(await picture(299, 300))).toBe("frame-too-small");
});

test.each([
  [399, 1000, "frame-ratio"],
  [400, 1000, { width: 400 }],
  [1000, 400, { width: 1000 }],
  [1004, 400, "frame-ratio"],
])("U06: %i × %i", async (width, height, expected) => {
  const found = await codeOf(await picture(width, height));
  if (typeof expected === "string") expect(found).toBe(expected);
  else expect(found).toMatchObject(expected);
});

test("U11: a bomb of 30,000 × 30,000 is refused from its header", async () => {
  const header = Buffer.from(
    (await picture(400, 400, "png").then((b) => b.arrayBuffer())) as ArrayBuffer,
  );
  header.writeUInt32BE(30_000, 16);
  header.writeUInt32BE(30_000, 20);
  expect(await codeOf(toBlob(header))).toBe("frame-too-large");
});

test("U20: a file that can no longer be read is refused with a sentence", async () => {
  const gone = Object.assign(await picture(400, 400), {
    slice: () => ({
      arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")),
    }),
  });
  expect(await codeOf(gone)).toBe("frame-unreadable");
});
