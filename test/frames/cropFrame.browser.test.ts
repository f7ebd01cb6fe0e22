import { describe, expect, test } from "vitest";
import { cropFrame, type PixelArea } from "../../src/frames/cropFrame.js";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { loadFixture } from "../support/pageFixtures.js";
import { toMade, toRefused } from "./support/made.js";
import {
  drawPng,
  findDifference,
  findMeanDifference,
  pixelAt,
  readShown,
  rowsOf,
} from "./support/pixels.js";

/** Each pixel tells where it is. */
const colorOf = (x: number, y: number) => [x & 255, y & 255, (x >> 8) * 16 + (y >> 8), 255];
const map = (width = 900, height = 1000) => drawPng(width, height, colorOf, "map.png");

const sizeOf = ({ width, height }: { width: number; height: number }) => [width, height];

test("exactly the pixels of the area are cut out of a PNG", async () => {
  const area = { x: 123, y: 257, width: 500, height: 411 };
  const { file, change } = toMade(await cropFrame(await map(), area));
  const shown = await readShown(file);
  expect(sizeOf(shown)).toEqual([500, 411]);
  const wanted = await readShown(await drawPng(500, 411, (x, y) => colorOf(x + 123, y + 257)));
  expect(findDifference(shown, wanted)).toBe(0);
  expect([file.name, file.type]).toEqual(["map.png", "image/png"]);
  expect(change).toMatchObject({
    from: { width: 900, height: 1000 },
    to: { width: 500, height: 411, type: "image/png", bytes: file.size },
    reasons: ["cropped"],
  });
});

test("a part of a lying photo is cut out as it is shown", async () => {
  const area = { x: 0, y: 0, width: 320, height: 300 };
  const { file, change } = toMade(await cropFrame(await loadFixture("exif-6.jpg"), area));
  const upright = toMade(await cropFrame(await loadFixture("plain.png"), area));
  expect(findMeanDifference(await readShown(file), await readShown(upright.file))).toBeLessThan(1);
  expect(file.type).toBe("image/jpeg");
  expect(change.reasons).toEqual(["turned", "cropped"]);
});

test("a picture that is too wide becomes a frame", async () => {
  const wide = await loadFixture("ratio-2510x1000.png");
  expect(toRefused(await prepareFrame(wide)).code).toBe("frame-ratio");
  const { change } = toMade(await cropFrame(wide, { x: 5, y: 0, width: 2500, height: 1000 }));
  expect(change.to).toMatchObject({ width: 2500, height: 1000 });
});

test("a crop passes at once when it is prepared", async () => {
  const { file } = toMade(await cropFrame(await map(), { x: 0, y: 0, width: 400, height: 400 }));
  expect(await prepareFrame(file)).toEqual({ ok: true, file, change: null });
});

test("all of a picture is no crop: it is sent byte for byte", async () => {
  const original = await map();
  expect(await cropFrame(original, { x: 0, y: 0, width: 900, height: 1000 })).toEqual({
    ok: true,
    file: original,
    change: null,
  });
});

describe("an area", () => {
  test.each<[string, PixelArea, number[]]>([
    [
      "that reaches out of the picture ends with it",
      { x: 500, y: 600, width: 999, height: 999 },
      [400, 400],
    ],
    [
      "that begins before the picture begins with it",
      { x: -50, y: -50, width: 450, height: 500 },
      [400, 450],
    ],
    ["between pixels is rounded", { x: 0.4, y: 0.6, width: 400.2, height: 400.2 }, [401, 400]],
  ])("%s", async (_, area, size) => {
    expect(sizeOf(toMade(await cropFrame(await map(), area)).change.to)).toEqual(size);
  });

  test.each<[string, PixelArea, string]>([
    ["too small", { x: 0, y: 0, width: 299, height: 400 }, "frame-too-small"],
    ["too narrow", { x: 0, y: 0, width: 300, height: 900 }, "frame-ratio"],
    ["outside of the picture", { x: 2000, y: 0, width: 400, height: 400 }, "frame-too-small"],
  ])("%s is refused", async (_, area, code) => {
    const error = toRefused(await cropFrame(await map(), area, { field: "tail_image_url" }));
    expect(error).toMatchObject({ code, field: "tail_image_url" });
  });
});

test("what can be seen through lies on the host's color in a crop, too", async () => {
  const original = await loadFixture("palette-transparent.png");
  const area = { x: 300, y: 0, width: 340, height: 400 };
  const { file, change } = toMade(await cropFrame(original, area, { frameBackground: "lime" }));
  const shown = await readShown(file);
  expect(pixelAt(shown, 330, 10)).toEqual([0, 255, 0, 255]);
  expect(pixelAt(shown, 5, 10)).toEqual([208, 48, 48, 255]);
  expect(change.reasons).toEqual(["flattened", "cropped"]);
});

test("U10: a part of a picture of a wide gamut keeps its colors", async () => {
  const original = await loadFixture("display-p3.jpg");
  const { file } = toMade(await cropFrame(original, { x: 0, y: 0, width: 640, height: 300 }));
  const shown = rowsOf(await readShown(original), 0, 300);
  expect(findMeanDifference(await readShown(file), shown)).toBeLessThan(1);
});

test("a damaged picture cannot be cut", async () => {
  const area = { x: 0, y: 0, width: 300, height: 300 };
  expect(toRefused(await cropFrame(await loadFixture("truncated.jpg"), area)).code).toBe(
    "frame-unreadable",
  );
});
