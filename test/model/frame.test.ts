import { expect, test } from "vitest";
import {
  inspectPicture,
  toDisplaySize,
  validateFrame,
  type FrameCheck,
} from "../../src/model/frame.js";
import { FRAME_MAX_BYTES } from "../../src/model/limits.js";
import { fixtureFile, readFixture } from "../support/fixtures.js";
import { plainSpaces } from "../support/plainSpaces.js";
import { toBytes, uint16 } from "./support/bytes.js";
import { DRAWINGS } from "./support/drawings.js";

const errorOf = (check: FrameCheck) => (check.ok ? null : check.error);
const codeOf = (check: FrameCheck) => errorOf(check)?.code ?? null;
const widthOf = (check: FrameCheck) => (check.ok ? check.header.width : null);

const PICTURES = [
  "plain.jpg",
  "cmyk.jpg",
  "16-bit.png",
  "transparent.png",
  "animated.png",
  "still.gif",
  "animated.gif",
  "lossy.webp",
  "animated.webp",
  "still.bmp",
  "still.avif",
  "header.heic",
];
test.each(PICTURES)("%s may become a frame", async (name) => {
  expect(codeOf(await inspectPicture(fixtureFile(name)))).toBeNull();
});

test.each([
  ["plain.jpg", null],
  ["plain.png", null],
  ["lossy.webp", "This file is a WebP picture."],
  ["still.gif", "This file is a GIF."],
  ["still.bmp", "This file is a BMP picture."],
  ["still.avif", "This file is an AVIF picture."],
  ["header.heic", "This file is a HEIC picture."],
])("the model itself takes only JPEG and PNG: %s", async (name, message) => {
  const error = errorOf(await validateFrame(fixtureFile(name)));
  expect([error?.code ?? null, error?.message ?? null]).toEqual([message && "frame-type", message]);
});

test.each([
  ["U01", "document.pdf", "This file is a PDF."],
  ["U01", "note.txt", "This file is a text document."],
  ["U01", "video.mp4", "This file is a video."],
  ["U02", "web-page.png", "This file is a web page."],
  ["U02", "program.jpg", "This file is a program."],
  ["U09", "packed.svgz", "This file is an archive."],
])("%s: %s is refused with what it is, and with what is taken", async (_, name, message) => {
  const error = errorOf(await inspectPicture(fixtureFile(name)));
  expect(error).toMatchObject({ code: "frame-type", message, charged: "no" });
  expect(error?.hint).toMatch(/JPEG.*PNG/);
});

test("U02: the bytes decide, not the name and not the type that is told", async () => {
  const png = new File([readFixture("plain.png")], "photo.jpg", { type: "image/jpeg" });
  expect(await validateFrame(png)).toMatchObject({ ok: true, header: { type: "image/png" } });
  const page = new File([readFixture("web-page.png")], "photo.png", { type: "image/png" });
  expect(codeOf(await validateFrame(page))).toBe("frame-type");
  const nameless = new Blob([readFixture("plain.jpg")]);
  expect(await validateFrame(nameless)).toMatchObject({ header: { type: "image/jpeg" } });
});

test.each(DRAWINGS)("U09: %s is refused as a drawing", async (name) => {
  expect(codeOf(await inspectPicture(fixtureFile(name)))).toBe("frame-svg");
});

test("U03: an empty file is refused as such", async () => {
  expect(codeOf(await inspectPicture(fixtureFile("empty.jpg")))).toBe("frame-empty");
});

test.each(["plain.jpg", "plain.png", "still.gif", "lossy.webp", "still.avif", "still.bmp"])(
  "U03: %s that breaks off in its header is refused as damaged",
  async (name) => {
    const start = fixtureFile(name).slice(0, 24);
    expect(codeOf(await inspectPicture(start))).toBe("frame-unreadable");
  },
);

test("U04: 10 MB pass and one byte more does not; it can still be made smaller", async () => {
  const padded = (bytes: number) => {
    const picture = readFixture("plain.jpg");
    return new Blob([picture, new Uint8Array(bytes - picture.length)]);
  };
  expect(codeOf(await validateFrame(padded(FRAME_MAX_BYTES)))).toBeNull();
  const larger = padded(FRAME_MAX_BYTES + 1);
  const error = errorOf(await validateFrame(larger));
  expect(error?.code).toBe("frame-too-large");
  expect(plainSpaces(error?.message)).toContain("10 MB");
  expect(codeOf(await inspectPicture(larger))).toBeNull();
});

test("U05: a side of 300 px passes and one of 299 does not", async () => {
  expect(codeOf(await inspectPicture(fixtureFile("side-300.png")))).toBeNull();
  const error = errorOf(await inspectPicture(fixtureFile("side-299.png")));
  expect(error?.code).toBe("frame-too-small");
  expect(plainSpaces(error?.message)).toContain("299 × 400 px");
});

test.each([
  ["ratio-399x1000.png", "frame-ratio"],
  ["ratio-400x1000.png", null],
  ["ratio-2500x1000.png", null],
  ["ratio-2510x1000.png", "frame-ratio"],
])("U06: %s", async (name, code) => {
  expect(codeOf(await validateFrame(fixtureFile(name)))).toBe(code);
  // It can be cropped.
  expect(codeOf(await inspectPicture(fixtureFile(name)))).toBeNull();
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "U06: a photo with EXIF orientation %i is judged and told as it is shown",
  async (orientation) => {
    const shown = { width: 1000, height: 399 };
    const isLying = orientation >= 5;
    const stored = isLying ? [shown.width, shown.height] : [shown.height, shown.width];
    const bytes = withFrameSize(readFixture(`exif-${orientation}.jpg`), stored);
    const error = errorOf(await validateFrame(new Blob([bytes])));
    expect(error).toMatchObject({ code: "frame-ratio", values: shown });
    expect(plainSpaces(error?.message)).toContain("1000 × 399 px");
  },
);

test("U06: a picture of tiles that is turned is told as it is shown", async () => {
  const check = await inspectPicture(fixtureFile("header.heic"));
  expect(check.ok && toDisplaySize(check.header)).toEqual({ width: 640, height: 400 });
});

test("U11: a bomb is refused from its header, and little of it is read", async () => {
  const file = new CountingFile(fixtureFile("bomb-30000x30000.png"));
  const error = errorOf(await inspectPicture(file));
  expect(error?.code).toBe("frame-too-many-pixels");
  expect(plainSpaces(error?.message)).toContain("30000 × 30000 px");
  expect(file.readBytes).toBeLessThanOrEqual(64 * 1024);
});

test("a JPEG whose size stands behind large metadata is read", async () => {
  const plain = readFixture("plain.jpg");
  const metadata = toBytes("\xff\xe2", uint16(65_002), "\0".repeat(65_000));
  const bytes = toBytes(plain.subarray(0, 2), metadata, metadata, metadata, plain.subarray(2));
  expect(widthOf(await validateFrame(new Blob([bytes])))).toBe(640);
});

test("U11: a file of 2 GB that never comes to its size is given up", async () => {
  const metadata = toBytes("\xff\xe2\xff\xff", "\0".repeat(0xfffd));
  const file = new EndlessFile(2_000_000_000, metadata);
  expect(codeOf(await inspectPicture(file))).toBe("frame-unreadable");
  expect(file.readBytes).toBeLessThan(20_000_000);
});

test("U03: a small file that breaks off is not read again and again", async () => {
  const file = new CountingFile(fixtureFile("plain.jpg").slice(0, 24));
  expect(codeOf(await inspectPicture(file))).toBe("frame-unreadable");
  expect(file.readBytes).toBe(24);
});

test("a large animation is known after its second picture, whatever its length", async () => {
  const animation = readFixture("animated.gif");
  const file = new CountingFile(new Blob([animation, new Uint8Array(30_000_000)]));
  expect(await inspectPicture(file)).toMatchObject({ ok: true, header: { isAnimated: true } });
  expect(file.readBytes).toBeLessThanOrEqual(64 * 1024);
});

test("U20: a file that can no longer be read is refused with a sentence", async () => {
  const error = errorOf(await inspectPicture(new GoneFile([readFixture("plain.jpg")])));
  expect(error).toMatchObject({ code: "frame-gone", retryable: true });
});

test("what is refused in the end frame is told of the end frame", async () => {
  const error = errorOf(await inspectPicture(fixtureFile("note.txt"), "tail_image_url"));
  expect(error?.field).toBe("tail_image_url");
});

/** The same JPEG, saying that it is of another stored size. */
function withFrameSize(bytes: Uint8Array, [height = 0, width = 0]: number[]) {
  const changed = toBytes(bytes);
  const frame = changed.findIndex((byte, at) => byte === 0xff && changed[at + 1] === 0xc0);
  changed.set(uint16(height, width), frame + 5);
  return changed;
}

/** A file that counts what is read of it. */
class CountingFile extends Blob {
  readBytes = 0;

  constructor(file: Blob) {
    super([file]);
  }

  override slice(start = 0, end = this.size): Blob {
    const part = super.slice(start, end);
    this.readBytes += part.size;
    return part;
  }
}

/** A JPEG that is nothing but metadata, and that is in no memory as a whole. */
class EndlessFile extends CountingFile {
  readonly #length: number;
  readonly #segment: Uint8Array<ArrayBuffer>;

  constructor(length: number, segment: Uint8Array<ArrayBuffer>) {
    super(new Blob());
    this.#length = length;
    this.#segment = segment;
  }

  override get size(): number {
    return this.#length;
  }

  override slice(start = 0, end = this.size): Blob {
    const count = Math.ceil((end - start) / this.#segment.length);
    const segments = Array.from({ length: count }, () => this.#segment);
    this.readBytes += end - start;
    return new Blob([new Uint8Array([0xff, 0xd8]), ...segments]);
  }
}

/** A file that was moved after it was picked. */
class GoneFile extends Blob {
  override slice(): Blob {
    return Object.assign(new Blob(), {
      arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")),
    });
  }
}
