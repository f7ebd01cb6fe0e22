import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moveView, toLargestPart, WHOLE_VIEW, zoomView } from "../../src/components/CropView.js";
import { toCropArea } from "../../src/components/toCropArea.js";
import { toCropCut } from "../../src/components/toCropCut.js";
import { toCropShapes } from "../../src/components/toCropShapes.js";
import { isFrameRatio } from "../../src/model/frame.js";
import { FRAME_MIN_SIDE_PX } from "../../src/model/limits.js";

const side = fc.integer({ min: FRAME_MIN_SIDE_PX, max: 9000 });
const picture = fc.record({ width: side, height: side });
const wanted = fc.option(fc.double({ min: 0.01, max: 100, noNaN: true }), { nil: undefined });
const anywhere = fc.double({ min: -20, max: 20, noNaN: true });
const view = fc.record({
  zoom: fc.double({ min: 0.01, max: 100, noNaN: true }),
  x: anywhere,
  y: anywhere,
});
const shapeId = fc.constantFrom("wanted", "original", "16:9", "4:3", "1:1", "3:4", "9:16", null);

const whole = { shapeId: null, view: WHOLE_VIEW };

describe("whatever is chosen", () => {
  test("the part lies in the picture, in whole pixels, and the model takes it", () => {
    fc.assert(
      fc.property(picture, wanted, shapeId, view, (size, ratio, id, seen) => {
        const { area } = toCropCut(size, ratio, { shapeId: id, view: seen });
        expect(Object.values(area).every(Number.isInteger)).toBe(true);
        expect(Math.min(area.x, area.y)).toBeGreaterThanOrEqual(0);
        expect(area.x + area.width).toBeLessThanOrEqual(size.width);
        expect(area.y + area.height).toBeLessThanOrEqual(size.height);
        expect(Math.min(area.width, area.height)).toBeGreaterThanOrEqual(FRAME_MIN_SIDE_PX);
        expect(isFrameRatio(area)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("the part has the shape that was chosen, to the pixel", () => {
    fc.assert(
      fc.property(picture, wanted, shapeId, view, (size, ratio, id, seen) => {
        const { area, shape } = toCropCut(size, ratio, { shapeId: id, view: seen });
        const { width, height } = toLargestPart(area, shape.ratio);
        expect(Math.abs(area.width - width)).toBeLessThan(3);
        expect(Math.abs(area.height - height)).toBeLessThan(3);
      }),
    );
  });

  test("zooming keeps the middle where it is", () => {
    fc.assert(
      fc.property(picture, view, fc.double({ min: 1, max: 4, noNaN: true }), (size, seen, zoom) => {
        const before = toCropCut(size, undefined, { shapeId: null, view: seen });
        const nearer = zoomView(before.view, before.view.zoom * zoom);
        const after = toCropCut(size, undefined, { shapeId: null, view: nearer });
        const toMiddle = ({ area }: typeof before) => [
          area.x + area.width / 2,
          area.y + area.height / 2,
        ];
        const [x = 0, y = 0] = toMiddle(before);
        const [nextX = 0, nextY = 0] = toMiddle(after);
        expect(Math.abs(nextX - x)).toBeLessThanOrEqual(2);
        expect(Math.abs(nextY - y)).toBeLessThanOrEqual(2);
      }),
    );
  });
});

test("a view beyond the edge is a part at the edge", () => {
  const size = { width: 2000, height: 1000 };
  const area = { width: 500, height: 500 };
  expect(toCropArea(size, 1, { zoom: 2, x: 9, y: -9 })).toEqual({ ...area, x: 0, y: 500 });
  expect(toCropArea(size, 1, { zoom: 2, x: -9, y: 9 })).toEqual({ ...area, x: 1500, y: 0 });
});

test("a step moves the part by its share of the longer side, at every zoom", () => {
  const size = { width: 2000, height: 1000 };
  for (const zoom of [1.25, 2]) {
    const view = { ...WHOLE_VIEW, zoom };
    const before = toCropCut(size, undefined, { shapeId: "1:1", view }).area;
    const moved = moveView(view, { right: 0.1, down: -0.05 }, size, 1);
    const after = toCropCut(size, undefined, { shapeId: "1:1", view: moved }).area;
    expect(after.x - before.x).toBe(100 / zoom);
    expect(after.y - before.y).toBe(-50 / zoom);
  }
});

describe("the shape that is chosen at first", () => {
  test.each([
    ["the start frame's", { width: 1000, height: 1000 }, 0.5, "wanted", 500, 1000],
    [
      "the nearest that the model takes of it",
      { width: 1000, height: 500 },
      9,
      "wanted",
      1000,
      400,
    ],
    ["the picture's own", { width: 1280, height: 720 }, undefined, "original", 1280, 720],
    ["as wide as allowed", { width: 2400, height: 600 }, undefined, "widest", 1500, 600],
    ["as tall as allowed", { width: 600, height: 2400 }, undefined, "tallest", 600, 1500],
    ["one that has enough pixels", { width: 400, height: 400 }, 2, "original", 400, 400],
  ])("%s", (_, size, ratio, id, width, height) => {
    const { shape, area } = toCropCut(size, ratio, whole);
    expect(shape.id).toBe(id);
    expect(area).toMatchObject({ width, height });
  });

  test.each([NaN, 0, -1])("a ratio of %s is none", (ratio) => {
    expect(toCropShapes({ width: 640, height: 640 }, ratio)[0]?.id).toBe("original");
  });
});

test("a shape whose largest part has a side of 299 px cannot be chosen, one of 300 px can", () => {
  const isReachable = (side: number) =>
    toCropShapes({ width: side, height: side }).find(({ id }) => id === "9:16")?.isReachable;
  expect(isReachable(532)).toBe(false);
  expect(isReachable(533)).toBe(true);
});
