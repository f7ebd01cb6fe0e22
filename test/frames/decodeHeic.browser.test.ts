import { describe, expect, test, vi } from "vitest";
import type { DecodeHeic } from "../../src/frames/FrameOptions.js";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { loadFixture } from "../support/pageFixtures.js";
import { toMade, toRefused } from "./support/made.js";
import { findMeanDifference, hasSameBytes, pixelAt, readShown } from "./support/pixels.js";

const photo = () => loadFixture("header.heic");
const plain = () => loadFixture("plain.png");
const bitmap = async () => createImageBitmap(await plain());
const imageData = async () => readShown(await plain());

const prepareWith = async (decodeHeic: DecodeHeic) => prepareFrame(await photo(), { decodeHeic });

test("U08: a HEIC photo is refused with a sentence where nothing can read it", async () => {
  const error = toRefused(await prepareFrame(await photo()));
  expect(error.code).toBe("frame-heic");
  expect(error.message).toContain("HEIC");
  expect(error.hint).toContain("JPEG");
});

describe("U08: with the host's decoder a HEIC photo becomes a JPEG", () => {
  test.each<[string, DecodeHeic]>([
    ["a bitmap", bitmap],
    ["raw pixels", imageData],
  ])("from %s", async (_, decodeHeic) => {
    const original = await photo();
    const decode = vi.fn(decodeHeic);
    const { file, change } = toMade(await prepareFrame(original, { decodeHeic: decode }));
    expect(decode).toHaveBeenCalledExactlyOnceWith(original);
    expect([file.name, file.type]).toEqual(["header.jpg", "image/jpeg"]);
    expect(change).toEqual({
      from: { width: 640, height: 400, type: "image/heic", bytes: original.size },
      to: { width: 640, height: 400, type: "image/jpeg", bytes: file.size },
      reasons: ["converted"],
    });
    expect(findMeanDifference(await readShown(file), await imageData())).toBeLessThan(1);
  });

  test("from a file, whose bytes are sent as they are", async () => {
    const { file, change } = toMade(await prepareWith(plain));
    expect(await hasSameBytes(file, await plain())).toBe(true);
    expect(change).toMatchObject({ to: { type: "image/png" }, reasons: ["converted"] });
  });

  test("from a nameless file that has to be mended itself", async () => {
    const { file, change } = toMade(
      await prepareWith(async () => new Blob([await loadFixture("transparent.png")])),
    );
    expect([file.name, file.type]).toEqual(["header.png", "image/png"]);
    expect(change.reasons).toEqual(["converted", "flattened"]);
    expect(pixelAt(await readShown(file), 9, 9)).toEqual([208, 48, 48, 255]);
  });
});

describe("U08: a decoder is not trusted", () => {
  test.each<[string, DecodeHeic, string]>([
    ["fails", () => Promise.reject(new Error("No wasm here.")), "frame-not-converted"],
    [
      "throws",
      () => {
        throw new Error("No wasm here.");
      },
      "frame-not-converted",
    ],
    ["gives a damaged file", () => loadFixture("truncated.png"), "frame-not-converted"],
    ["gives a text", async () => new Blob(["Only words."]), "frame-not-converted"],
    ["gives the HEIC back", photo, "frame-not-converted"],
    ["gives too few pixels", async () => new ImageData(299, 400), "frame-too-small"],
    ["gives a narrow picture", async () => new ImageData(300, 900), "frame-ratio"],
    ["gives too many pixels", async () => new ImageData(10_001, 5_000), "frame-too-many-pixels"],
    ["gives a bomb", () => loadFixture("bomb-30000x30000.png"), "frame-too-many-pixels"],
  ])("one that %s", async (_, decodeHeic, code) => {
    expect(toRefused(await prepareWith(decodeHeic))).toMatchObject({ code, charged: "no" });
  });

  test("and waited for by nobody else: other pictures are prepared while it hangs", async () => {
    void prepareWith(() => new Promise(() => {}));
    await new Promise((resolve) => setTimeout(resolve, 100));
    toMade(await prepareFrame(await loadFixture("transparent.png")));
  });

  test("and asked again after it failed", async () => {
    const original = await photo();
    const decodeHeic = vi.fn(bitmap).mockRejectedValueOnce(new Error("The network is gone."));
    expect(toRefused(await prepareFrame(original, { decodeHeic })).retryable).toBe(true);
    toMade(await prepareFrame(original, { decodeHeic }));
    expect(decodeHeic).toHaveBeenCalledTimes(2);
  });
});
