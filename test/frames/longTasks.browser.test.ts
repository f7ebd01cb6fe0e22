import { beforeAll, describe, expect, test } from "vitest";
import { cropFrame } from "../../src/frames/cropFrame.js";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { toMade } from "./support/made.js";
import { traceTasks, type PageTask } from "./support/traceTasks.js";
import { withOrientation } from "./support/withOrientation.js";

const LONG_MS = 50;
const RUNS = 3;

/** 12 megapixels, more than 10 MB, held like a phone. */
let photo: File;

beforeAll(async () => {
  photo = withOrientation(await drawPhoto(4032, 3024), 6);
  expect(photo.size).toBeGreaterThan(10_000_000);
});

/** The longest task while something is done with a file, in the best of some runs. */
async function findLongest(file: Blob, use: (file: File) => Promise<unknown>): Promise<number> {
  const longest = [];
  for (let run = 0; run < RUNS; run++) {
    const tasks = await traceTasks(() => use(new File([file], "photo.jpg")));
    longest.push(Math.max(...tasks.filter(isInTheWay).map(({ workMs }) => workMs)));
  }
  return Math.min(...longest);
}

/** The browser writes the file in idle time: that waits for all that the page has to do. */
function isInTheWay({ isWriting }: PageTask): boolean {
  return !isWriting;
}

describe("no task of more than 50 ms is in the way of the page", { timeout: 120_000 }, () => {
  test("while a photo of 12 megapixels is turned and compressed", async () => {
    const mend = async (file: File) => {
      expect(toMade(await prepareFrame(file)).change.reasons).toEqual(["compressed", "turned"]);
    };
    expect(await findLongest(photo, mend)).toBeLessThanOrEqual(LONG_MS);
  });

  test("while a part of it is cut out", async () => {
    const area = { x: 10, y: 500, width: 3000, height: 3000 };
    const cut = async (file: File) => toMade(await cropFrame(file, area));
    expect(await findLongest(photo, cut)).toBeLessThanOrEqual(LONG_MS);
  });

  test("while each of its pixels is looked at for what can be seen through", async () => {
    const png = await toPng(photo);
    const look = async (file: File) => {
      expect(await prepareFrame(file)).toMatchObject({ ok: true, change: null });
    };
    expect(await findLongest(png, look)).toBeLessThanOrEqual(LONG_MS);
  });
});

describe("what is measured", { timeout: 120_000 }, () => {
  const findLongestOf = async (work: () => Promise<unknown>) =>
    Math.max(...(await traceTasks(work)).filter(isInTheWay).map(({ workMs }) => workMs));

  test("sees a page that is held up", async () => {
    const longest = await findLongestOf(async () => {
      await new Promise((resolve) => setTimeout(resolve));
      let sum = 0;
      for (let count = 0; count < 400_000_000; count++) sum ^= count;
      return sum;
    });
    expect(longest).toBeGreaterThan(LONG_MS);
  });

  test("sees the same photo drawn in one piece", async () => {
    const longest = await findLongestOf(async () => {
      const bitmap = await createImageBitmap(photo);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context?.drawImage(bitmap, 0, 0);
      context?.getImageData(0, 0, 1, 1);
      bitmap.close();
    });
    expect(longest).toBeGreaterThan(LONG_MS);
  });
});

/** A sunset with the noise of a sensor. */
async function drawPhoto(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("The page cannot draw.");
  const pixels = context.createImageData(width, height);
  const { data } = pixels;
  let state = 1;
  for (let index = 0; index < data.length; index += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = (state >>> 26) - 32;
    const light = (index / data.length) * 120;
    data[index] = 200 - light + noise;
    data[index + 1] = 120 - light / 2 + noise;
    data[index + 2] = 60 + light + noise;
    data[index + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 1 });
}

/** A PNG with an alpha channel. */
async function toPng(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture, { resizeWidth: 1500, resizeHeight: 2000 });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/png" });
}
