import { expect, test } from "vitest";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { toBytes, uint16, uint32 } from "./support/bytes.js";
import { box, fullBox, size, toFileType, toHeif } from "./support/heif.js";

const SIZE = size(640, 400);

test.each([
  ["avifmif1miaf", "image/avif"],
  ["mif1avif", "image/avif"],
  ["avisavif", "image/avif"],
  ["heicmif1", "image/heic"],
  ["heixmif1", "image/heic"],
  ["mif1heic", "image/heic"],
  ["mif1", "image/heic"],
  ["msf1hevc", "image/heic"],
])("U08: the brands %s are known", (brands, type) => {
  expect(readImageHeader(toHeif([SIZE], brands))).toMatchObject({ type, width: 640, height: 400 });
});

test.each(["isommp42", "qt  ", "crx isom", "jxl ", "M4A mp42"])(
  "U01: %s are the brands of another file",
  (brands) => {
    expect(readImageHeader(toHeif([SIZE], brands))).toBe("unknown-type");
  },
);

test.each([
  ["avifmif1", false],
  ["avifavismif1", false],
  ["avisavifmsf1", true],
  ["mif1avis", true],
  ["heicmif1", false],
  ["heicmsf1hevc", false],
  ["hevcmsf1", true],
  ["msf1hevc", true],
])("U07: whether %s moves", (brands, isAnimated) => {
  expect(readImageHeader(toHeif([SIZE], brands))).toMatchObject({ isAnimated });
});

test("U08: the size is that of the primary item, not that of a tile or of a preview", () => {
  const [tile, picture, preview] = [size(512, 512), SIZE, size(4000, 3000)];
  const meta = fullBox(
    "meta",
    fullBox("pitm", uint16(7)),
    box(
      "iprp",
      box("ipco", tile, picture, preview),
      fullBox("ipma", uint32(3), uint16(1), 1, 1, uint16(7), 2, 0x82, 0, uint16(9), 1, 3),
    ),
  );
  expect(readImageHeader(toBytes(toFileType("heic"), meta))).toMatchObject({
    width: 640,
    height: 400,
  });
});

test("U08: a file that names no primary item is as large as its largest", () => {
  const meta = fullBox("meta", box("iprp", box("ipco", size(512, 512), SIZE, size(160, 120))));
  const bytes = toBytes(toFileType("heic"), meta);
  expect(readImageHeader(bytes)).toMatchObject({ width: 512, height: 512 });
});

test("U08: long item numbers and long places are read", () => {
  const tile = toBytes(uint32(5), 2, uint16(1, 2));
  const picture = toBytes(uint32(70_000), 2, uint16(2, 0x8000 + 131));
  const places = toBytes(1, 0, 0, 1, uint32(2), tile, picture);
  const properties = [size(4000, 3000), ...Array.from({ length: 129 }, () => box("free"))];
  const meta = fullBox(
    "meta",
    box("pitm", 1, 0, 0, 0, uint32(70_000)),
    box("iprp", box("ipco", ...properties, SIZE), box("ipma", places)),
  );
  expect(readImageHeader(toBytes(toFileType("avif"), meta))).toMatchObject({ width: 640 });
});

test("the boxes may stand behind the pixels, and those may be long", () => {
  const [type, meta] = [toFileType("avif"), toHeif([SIZE]).subarray(toFileType("avifmif1").length)];
  const long = toBytes(uint32(1), "mdat", uint32(0, 1016), "x".repeat(1000));
  const bytes = toBytes(type, long, meta);
  expect(readImageHeader(bytes.subarray(0, 500))).toBe("more-bytes");
  expect(readImageHeader(bytes)).toMatchObject({ width: 640 });
  const pixelsToTheEnd = toBytes(type, meta, uint32(0), "mdat", "x".repeat(1000));
  expect(readImageHeader(pixelsToTheEnd)).toMatchObject({ width: 640 });
});

test("depth and alpha are told by boxes; a gain map is no alpha", () => {
  const depth = fullBox("pixi", 3, 10, 8, 8);
  expect(readImageHeader(toHeif([SIZE, depth]))).toMatchObject({ bitDepth: 10, hasAlpha: false });
  const alpha = fullBox("auxC", "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0");
  expect(readImageHeader(toHeif([SIZE, alpha]))).toMatchObject({ bitDepth: 8, hasAlpha: true });
  const older = fullBox("auxC", "urn:mpeg:hevc:2015:auxid:1\0");
  expect(readImageHeader(toHeif([SIZE, older], "heic"))).toMatchObject({ hasAlpha: true });
  const gain = fullBox("auxC", "urn:com:apple:photo:2020:aux:hdrgainmap\0");
  expect(readImageHeader(toHeif([SIZE, gain], "heic"))).toMatchObject({ hasAlpha: false });
});

/** A picture of 2 × 3 as rows of letters: turned left, then mirrored. */
const PICTURE = ["ab", "cd", "ef"];
const turnLeft = (rows: string[]) =>
  (rows[0] ?? "")
    .split("")
    .map((_, x) => rows.map((row) => row[x]).join(""))
    .reverse();
const flip = (rows: string[]) => [...rows].reverse();
const mirror = (rows: string[]) => rows.map((row) => row.split("").reverse().join(""));

/** What EXIF's numbers say of the same picture (CIPA DC-008, 4.6.4: where row 0 and column 0 are). */
const EXIF: Record<string, number> = {
  "ab cd ef": 1,
  "ba dc fe": 2,
  "fe dc ba": 3,
  "ef cd ab": 4,
  "ace bdf": 5,
  "eca fdb": 6,
  "fdb eca": 7,
  "bdf ace": 8,
};

const TURNS = [0, 1, 2, 3].flatMap((turns) =>
  [null, 0, 1].map((axis): [number, number | null] => [turns, axis]),
);
test.each(TURNS)("U10: %i turns to the left and the mirror %o are told as EXIF", (turns, axis) => {
  let shown = PICTURE;
  for (let turn = 0; turn < turns; turn++) shown = turnLeft(shown);
  if (axis !== null) shown = axis === 0 ? flip(shown) : mirror(shown);

  const mirrored = axis === null ? [] : [box("imir", axis)];
  const header = readImageHeader(toHeif([SIZE, box("irot", turns), ...mirrored]));
  expect(header).toMatchObject({ orientation: EXIF[shown.join(" ")], width: 640, height: 400 });
});

test.each([
  ["a size that breaks off", toHeif([fullBox("ispe", uint16(1))])],
  ["no boxes", toFileType("avif")],
  ["a box of no length", toBytes(toFileType("avif"), uint32(4), "meta")],
  ["a box longer than the file", toBytes(toFileType("avif"), uint32(9999), "meta")],
])("U03: an AVIF with %s is damaged", (_, bytes) => {
  expect(readImageHeader(bytes, true)).toBe("damaged");
});

test("U03: an AVIF that tells no size is damaged", () => {
  expect(readImageHeader(toHeif([]))).toBe("damaged");
  expect(readImageHeader(toHeif([size(0, 400)]))).toBe("damaged");
});
