import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { FIXTURE_NAMES, readFixture } from "../support/fixtures.js";

const SCRIPT = fileURLToPath(new URL("../../scripts/make-fixtures.mjs", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fixtures-"));
  await promisify(execFile)(process.execPath, [SCRIPT, folder]);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the committed pictures are those that the script makes", async () => {
  expect((await readdir(folder)).sort()).toEqual(FIXTURE_NAMES);
});

// Another version of an encoder may write other bytes; what it says about them stays.
test.each(FIXTURE_NAMES)("%s is what the script makes", async (name) => {
  const made = await readFile(join(folder, name));
  const committed = readFixture(name);
  expect(readImageHeader(made)).toEqual(readImageHeader(committed));
  expect(await describe(committed)).toEqual(await describe(made));
});

test("they stay small", () => {
  const sizes = FIXTURE_NAMES.map((name) => readFixture(name).length);
  expect(Math.max(...sizes)).toBeLessThan(120_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
});

const UPRIGHT = FIXTURE_NAMES.filter((name) =>
  /^(exif-\d|plain|turned)\.(jpg|png|webp|avif)$/.test(name),
);

test.each(UPRIGHT)("%s shows the same four colors when it is upright", async (name) => {
  const { data, info } = await sharp(readFixture(name))
    .autoOrient()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([640, 400, 3]);
  const colorAt = (x: number, y: number) => [...data.subarray((y * 640 + x) * 3).subarray(0, 3)];
  expectNear(colorAt(160, 100), [208, 48, 48]);
  expectNear(colorAt(480, 100), [48, 160, 80]);
  expectNear(colorAt(160, 300), [48, 96, 208]);
  expectNear(colorAt(480, 300), [224, 192, 48]);
});

function expectNear(color: number[], expected: number[]): void {
  const distances = color.map((value, index) => Math.abs(value - (expected[index] ?? 0)));
  expect(Math.max(...distances), `${color.join()} is not ${expected.join()}`).toBeLessThan(6);
}

/** What an independent reader says of a picture; of what it cannot read, how it begins. */
async function describe(bytes: Uint8Array): Promise<unknown> {
  try {
    const found = await sharp(bytes).metadata();
    const { format, width, height, space, depth, orientation, pages, hasAlpha } = found;
    const [hasExif, hasProfile] = [found.exif !== undefined, found.icc !== undefined];
    return {
      format,
      width,
      height,
      space,
      depth,
      orientation,
      pages,
      hasAlpha,
      hasExif,
      hasProfile,
    };
  } catch {
    return [...bytes.subarray(0, 64)];
  }
}
