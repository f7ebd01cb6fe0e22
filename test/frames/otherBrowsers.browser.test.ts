import { afterEach, describe, expect, test } from "vitest";
import { commands, userEvent } from "vitest/browser";
import { cropFrame } from "../../src/frames/cropFrame.js";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { loadFixture } from "../support/pageFixtures.js";
import { toMade, toRefused } from "./support/made.js";
import { findDifference, findMeanDifference, readShown } from "./support/pixels.js";

const { createImageBitmap, OffscreenCanvas } = globalThis;
const { getImageData } = OffscreenCanvasRenderingContext2D.prototype;

afterEach(() => {
  Object.assign(globalThis, { createImageBitmap, OffscreenCanvas });
  OffscreenCanvasRenderingContext2D.prototype.getImageData = getImageData;
});

const without = (name: "createImageBitmap" | "OffscreenCanvas") =>
  Reflect.deleteProperty(globalThis, name);

describe("a browser without OffscreenCanvas", () => {
  test("mends pictures on a canvas of the page that nobody sees", async () => {
    const original = await loadFixture("exif-6.jpg");
    const transparent = await loadFixture("transparent.png");
    without("OffscreenCanvas");
    const turned = toMade(await prepareFrame(original));
    const flattened = toMade(await prepareFrame(transparent));
    const canvases = document.querySelectorAll("canvas").length;
    globalThis.OffscreenCanvas = OffscreenCanvas;
    expect(canvases).toBe(0);
    expect(turned.change.reasons).toEqual(["turned"]);
    expect(
      findMeanDifference(await readShown(original), await readShown(turned.file)),
    ).toBeLessThan(1);
    const again = toMade(await prepareFrame(await loadFixture("transparent.png")));
    expect(findDifference(await readShown(flattened.file), await readShown(again.file))).toBe(0);
  });
});

describe("where nothing can be decoded", () => {
  test.each(["plain.jpg", "plain.png", "exif-6.jpg", "truncated.jpg"])(
    "what the model takes is handed on: %s",
    async (name) => {
      const file = await loadFixture(name);
      without("createImageBitmap");
      expect(await prepareFrame(file)).toEqual({ ok: true, file, change: null });
    },
  );

  test.each([
    ["lossy.webp", "frame-not-converted"],
    ["ratio-399x1000.png", "frame-ratio"],
    ["svg.png", "frame-svg"],
  ])("the rest is refused: %s", async (name, code) => {
    const file = await loadFixture(name);
    without("createImageBitmap");
    expect(toRefused(await prepareFrame(file)).code).toBe(code);
  });

  test("a picture with too many bytes is refused, and none is cut", async () => {
    const file = await loadFixture("plain.jpg");
    const large = new File([file, new Uint8Array(10_000_000)], "large.jpg");
    without("createImageBitmap");
    expect(toRefused(await prepareFrame(large)).code).toBe("frame-too-large");
    const area = { x: 0, y: 0, width: 300, height: 300 };
    expect(toRefused(await cropFrame(file, area)).code).toBe("frame-not-converted");
  });
});

describe("a canvas that does not keep what is drawn", () => {
  /** As a canvas beyond the limit of an older iPhone: what is drawn is not there. */
  function blankAbove(pixels: number) {
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...args) {
      const isBlank = this.canvas.width * this.canvas.height > pixels;
      return isBlank ? new ImageData(1, 1) : getImageData.apply(this, args);
    };
  }

  test("never makes a blank frame", async () => {
    const file = await loadFixture("exif-6.jpg");
    blankAbove(0);
    expect(toRefused(await prepareFrame(file)).code).toBe("frame-not-converted");
  });

  test("makes a smaller frame where a smaller canvas does", async () => {
    const large = await drawLarge();
    blankAbove(4096 * 4096);
    const { change } = toMade(await prepareFrame(large));
    expect(change.reasons).toEqual(["converted", "compressed"]);
    expect(change.from).toMatchObject({ width: 6000, height: 3000 });
    const { width, height } = change.to;
    expect(width * height).toBeLessThanOrEqual(4096 * 4096);
    expect(width).toBeGreaterThan(5700);
    expect(width / height).toBeCloseTo(2, 2);
  });

  async function drawLarge() {
    const canvas = new OffscreenCanvas(6000, 3000);
    canvas.getContext("2d")?.fillRect(0, 0, 6000, 3000);
    return new File([await canvas.convertToBlob({ type: "image/webp", quality: 0.5 })], "l.webp");
  }
});

describe("a file that is gone", () => {
  const path = "./gone.jpg";

  /** A file of the disk, as the file dialog gives it. */
  async function pickFromDisk() {
    const bytes = new Uint8Array(await (await loadFixture("plain.jpg")).arrayBuffer());
    await commands.writeFile(path, btoa(String.fromCharCode(...bytes)), "base64");
    const input = document.createElement("input");
    input.type = "file";
    document.body.append(input);
    await userEvent.upload(input, path);
    const file = input.files?.[0];
    input.remove();
    if (!file) throw new Error("No file was picked.");
    return file;
  }

  test.each([
    ["an empty", () => 0],
    ["a damaged", (file: File) => file.size],
  ])("is told from %s one", async (_, lookAt) => {
    const file = await pickFromDisk();
    lookAt(file); // its bytes are counted when somebody asks
    await commands.removeFile(path);
    const error = toRefused(await prepareFrame(file, { field: "tail_image_url" }));
    expect(error).toMatchObject({ code: "frame-gone", field: "tail_image_url", retryable: true });
  });

  test("is also told when it goes after its header was read", async () => {
    const file = await pickFromDisk();
    globalThis.createImageBitmap = async (...args: [ImageBitmapSource]) => {
      await commands.removeFile(path);
      return createImageBitmap(...args);
    };
    expect(toRefused(await prepareFrame(file)).code).toBe("frame-gone");
  });
});
