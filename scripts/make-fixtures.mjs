// Writes the pictures of the tests: node scripts/make-fixtures.mjs [folder]
// What it makes is committed, so that a test reads the same bytes everywhere.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { animatedPictures } from "./fixtures/animatedPictures.mjs";
import { damagedPictures } from "./fixtures/damagedPictures.mjs";
import { heifPictures } from "./fixtures/heifPictures.mjs";
import { jpegPictures } from "./fixtures/jpegPictures.mjs";
import { otherFiles } from "./fixtures/otherFiles.mjs";
import { pngPictures } from "./fixtures/pngPictures.mjs";
import { sizedPictures } from "./fixtures/sizedPictures.mjs";
import { webPictures } from "./fixtures/webPictures.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../test/fixtures/", import.meta.url));

const jpegs = await jpegPictures();
const pngs = await pngPictures();
const files = {
  ...jpegs,
  ...pngs,
  ...(await animatedPictures()),
  ...(await webPictures()),
  ...(await heifPictures()),
  ...damagedPictures(jpegs["exif-1.jpg"], pngs["plain.png"]),
  ...sizedPictures(),
  ...otherFiles(),
};

await mkdir(folder, { recursive: true });
for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);

const sizes = Object.values(files).map((bytes) => bytes.length);
const total = sizes.reduce((sum, size) => sum + size, 0);
console.log(`${sizes.length} files, ${total} bytes, the largest ${Math.max(...sizes)} → ${folder}`);
