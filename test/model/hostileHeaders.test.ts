import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { findFileKind } from "../../src/model/image/findFileKind.js";
import { FILE_NAMES } from "../../src/model/fileNames.js";
import { readImageHeader } from "../../src/model/imageHeader.js";
import { FIXTURE_NAMES, readFixture } from "../support/fixtures.js";
import { toBytes } from "./support/bytes.js";

// A busy machine needs its time for thousands of runs.
vi.setConfig({ testTimeout: 60_000 });

const FIXTURES = FIXTURE_NAMES.map((name) => readFixture(name).subarray(0, 8192));
const STARTS = [
  "\xff\xd8\xff",
  "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
  "GIF89a",
  "RIFF\xff\xff\0\0WEBPVP8X",
  "RIFF\xff\xff\0\0WEBPVP8L",
  "\0\0\0\x10ftypavif\0\0\0\0\0\0\xff\0meta\0\0\0\0",
  "\0\0\0\x10ftypheic\0\0\0\0\0\0\0\x01moov",
  "BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0",
];

/** Every answer is one of the known words, or a header that can be counted with. */
function judge(bytes: Uint8Array): void {
  const [first, last] = [readImageHeader(bytes), readImageHeader(bytes, true)];
  for (const answer of [first, last]) {
    if (typeof answer === "string") {
      expect(["unknown-type", "damaged", "more-bytes"]).toContain(answer);
      continue;
    }
    for (const number of [answer.width, answer.height, answer.bitDepth]) {
      expect(Number.isInteger(number)).toBe(true);
    }
    expect(Math.min(answer.width, answer.height)).toBeGreaterThan(0);
    expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(answer.orientation);
  }
  expect(last).not.toBe("more-bytes");
  if (first !== "more-bytes") expect(last).toEqual(first);
  if (first === "unknown-type") expect(FILE_NAMES).toHaveProperty([findFileKind(bytes)]);
}

test("U03: no bytes at all make the reading of a header throw or never end", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 512 }), judge), { numRuns: 500 });
});

test("U03: nor do random bytes behind the start of a known format", () => {
  const bytes = fc
    .tuple(fc.constantFrom(...STARTS), fc.uint8Array({ maxLength: 512 }))
    .map(([start, rest]) => toBytes(start, rest));
  fc.assert(fc.property(bytes, judge), { numRuns: 1000 });
});

test("U03: nor do pictures with wrong bytes in them that break off anywhere", () => {
  const change = fc.tuple(fc.nat(400), fc.nat(255));
  const bytes = fc
    .tuple(fc.constantFrom(...FIXTURES), fc.array(change, { maxLength: 6 }), fc.nat(8192))
    .map(([fixture, changes, length]) => {
      const mutant = fixture.slice(0, length);
      for (const [at, value] of changes) if (at < mutant.length) mutant[at] = value;
      return mutant;
    });
  fc.assert(fc.property(bytes, judge), { numRuns: 2000 });
});

test.each([
  ["a JPEG of fill bytes", "\xff\xd8\xff", [0xff]],
  ["a JPEG of zeros", "\xff\xd8\xff", [0]],
  [
    "a PNG of empty chunks",
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x02\0\0\0\0\0\0\0",
    [0],
  ],
  ["a GIF of empty extensions", "GIF89a\0\x02\0\x02\0\0\0!", [0x21]],
  ["an AVIF of empty boxes", "\0\0\0\x10ftypavif\0\0\0\0", [0, 0, 0, 8, 102, 114, 101, 101]],
])("U03: %s, 16 MB long, is judged", (_, start, filling) => {
  const bytes = Buffer.alloc(16 * 1024 * 1024, Uint8Array.from(filling));
  bytes.set(toBytes(start));
  expect(["damaged", "more-bytes"]).toContain(readImageHeader(bytes));
});
