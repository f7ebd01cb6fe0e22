import { expect, test } from "vitest";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { loadFixture } from "../support/pageFixtures.js";
import { toMade } from "./support/made.js";
import { drawNoise, findMeanDifference, readBytes, readShown, rowsOf } from "./support/pixels.js";
import { withOrientation } from "./support/withOrientation.js";

const JPEG_MEAN = 1;

const shows = async (one: Blob, other: Blob) =>
  findMeanDifference(await readShown(one), await readShown(other));

test.each([2, 3, 4, 5, 6, 7, 8])(
  "U10: a photo held as EXIF %i says is sent as it is shown",
  async (orientation) => {
    const original = await loadFixture(`exif-${orientation}.jpg`);
    const { file, change } = toMade(await prepareFrame(original));
    expect(await shows(original, file), "as the page shows the original").toBeLessThan(JPEG_MEAN);
    expect(await shows(await loadFixture("plain.png"), file), "upright").toBeLessThan(JPEG_MEAN);
    expect(change.reasons).toEqual(["turned"]);
    const size = { width: 640, height: 400 };
    expect(change).toMatchObject({ from: size, to: size });
  },
);

test("U10: no reader can turn it once more: the frame says nothing of how it was held", async () => {
  const { file } = toMade(await prepareFrame(await loadFixture("exif-6.jpg")));
  const text = new TextDecoder("latin1").decode(await readBytes(file));
  expect(text).not.toContain("Exif");
  expect(await prepareFrame(new File([file], "again.jpg"))).toMatchObject({ change: null });
});

test("U10: an upright photo is not touched", async () => {
  const original = await loadFixture("exif-1.jpg");
  expect(await prepareFrame(original)).toEqual({ ok: true, file: original, change: null });
});

test.each(["exif-6.png", "exif-6.webp"])(
  "U10: %s is sent as this browser shows it, whichever way that is",
  async (name) => {
    const original = await loadFixture(name);
    const { file, change } = toMade(await prepareFrame(original));
    expect(await shows(original, file)).toBeLessThan(JPEG_MEAN);
    const { width, height } = await readShown(file);
    expect(change).toMatchObject({ from: { width, height }, to: { width, height } });
  },
);

test("U10: a photo of many strips is turned without a seam", async () => {
  const noise = await drawNoise(1500, 1100, { type: "image/jpeg", quality: 0.7 });
  const original = withOrientation(noise, 6);
  const { file, change } = toMade(await prepareFrame(original));
  expect(change).toMatchObject({ to: { width: 1100, height: 1500 }, reasons: ["turned"] });
  const [shown, sent] = [await readShown(original), await readShown(file)];
  const rows = Array.from({ length: 1500 }, (_, y) =>
    findMeanDifference(rowsOf(shown, y, y + 1), rowsOf(sent, y, y + 1)),
  );
  const mean = rows.reduce((sum, row) => sum + row, 0) / rows.length;
  expect(Math.max(...rows), "the worst row is like all others").toBeLessThan(mean * 1.5);
});
