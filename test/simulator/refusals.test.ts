import { expect, test } from "vitest";
import { createPicture } from "./support/createPicture.js";
import { createTestFal, INPUT } from "./support/createTestFal.js";

async function resultOf(input: unknown) {
  const { start, moveTo } = createTestFal();
  const job = await start(input);
  moveTo(60_000);
  return job.result();
}

test.each([
  ["no prompt", { prompt: undefined }, "prompt", "missing"],
  ["an empty prompt", { prompt: "" }, "prompt", "sequence_too_short"],
  ["a prompt of 2,501 characters", { prompt: "é".repeat(2501) }, "prompt", "sequence_too_long"],
  ["a prompt that is no text", { prompt: 7 }, "prompt", "value_error"],
  ["no start frame", { image_url: undefined }, "image_url", "missing"],
  ["a start frame that is no URL", { image_url: "sea.jpg" }, "image_url", "value_error"],
  ["a duration in another spelling", { duration: "5s" }, "duration", "one_of"],
  ["a duration as a number", { duration: 5 }, "duration", "one_of"],
  ["too little guidance", { cfg_scale: -0.1 }, "cfg_scale", "greater_than_equal"],
  ["too much guidance", { cfg_scale: 1.1 }, "cfg_scale", "less_than_equal"],
])("%s is refused in the result, with fal's list", async (_, change, field, type) => {
  const { http, body } = await resultOf({ ...INPUT, ...change });
  expect(http).toBe(422);
  expect(body.detail).toHaveLength(1);
  expect(body.detail[0]).toMatchObject({
    loc: ["body", field],
    type,
    msg: expect.any(String),
    url: `https://docs.fal.ai/errors#${type}`,
  });
});

test("every wrong field has its own entry, and an unknown field passes", async () => {
  const { body } = await resultOf({ duration: "7", seed: 1 });
  const fields = body.detail.map(({ loc }) => loc[1]);
  expect(fields).toEqual(["prompt", "image_url", "duration"]);
});

test("a prompt of 2,500 characters passes", async () => {
  expect((await resultOf({ ...INPUT, prompt: "🌊".repeat(2500) })).http).toBe(200);
});

test("a wrong input is completed as soon as the queue is over, without an error in the status", async () => {
  const { start, moveTo } = createTestFal({ queueMs: 1000, runMs: 99_000 });
  const job = await start({});
  moveTo(1000);
  const { http, body } = await job.status();
  expect([http, body.status, body.error]).toEqual([200, "COMPLETED", undefined]);
});

test("the POST itself can refuse a wrong input", async () => {
  const { fal, submit } = createTestFal({ validateAt: "submit" });
  const { http, body } = await submit({ ...INPUT, duration: "5s" });
  expect([http, body.detail[0]?.type]).toEqual([422, "one_of"]);
  expect(fal.ledger).toEqual([]);
});

const PICTURES: [string, () => Promise<Blob>, string | null][] = [
  ["a JPEG of 300 px", () => createPicture(300, 300), null],
  ["a PNG of 300 px", () => createPicture(300, 300, "png"), null],
  ["a side of 299 px", () => createPicture(299, 500), "image_too_small"],
  ["a shape of 1:2.5", () => createPicture(400, 1000), null],
  ["a shape below 1:2.5", () => createPicture(400, 1003), "value_error"],
  ["a shape of 2.5:1", () => createPicture(1000, 400), null],
  ["a shape above 2.5:1", () => createPicture(1003, 400), "value_error"],
  ["a WebP", () => createPicture(400, 400, "webp"), "unsupported_image_format"],
  ["a GIF that calls itself a JPEG", lyingGif, "unsupported_image_format"],
  ["a JPEG whose end was lost", cutJpeg, "image_load_error"],
  ["a JPEG with a preview whose end was lost", cutJpegWithPreview, "image_load_error"],
  ["more than 10 MB", () => padded(10_000_001), "file_too_large"],
  ["10 MB exactly", () => padded(10_000_000), null],
];

test.each(PICTURES)("%s is judged by its bytes", async (_, createFile, type) => {
  const { start, upload, moveTo } = createTestFal();
  const { fileUrl } = await upload(await createFile());
  const job = await start({ ...INPUT, image_url: fileUrl });
  moveTo(60_000);
  const { http, body } = await job.result();
  if (type === null) return expect(http).toBe(200);
  expect(http).toBe(422);
  expect(body.detail).toMatchObject([{ loc: ["body", "image_url"], type, input: fileUrl }]);
});

test("the end frame has its own entry", async () => {
  const { start, upload, moveTo } = createTestFal();
  const { fileUrl } = await upload(await createPicture(100, 100));
  const job = await start({ ...INPUT, tail_image_url: fileUrl });
  moveTo(60_000);
  const { body } = await job.result();
  expect(body.detail).toMatchObject([
    { loc: ["body", "tail_image_url"], type: "image_too_small", ctx: { min_width: 300 } },
  ]);
});

test("a frame that was never put cannot be downloaded", async () => {
  const { start, moveTo } = createTestFal();
  const job = await start({ ...INPUT, image_url: "http://media.test/base/files/none/a.jpg" });
  moveTo(60_000);
  expect((await job.result()).body.detail).toMatchObject([{ type: "file_download_error" }]);
});

test("a frame from elsewhere is fetched where somebody can", async () => {
  const { start, moveTo } = createTestFal({ fetchFrame: () => createPicture(100, 100) });
  const job = await start();
  moveTo(60_000);
  expect((await job.result()).body.detail).toMatchObject([{ type: "image_too_small" }]);
});

async function lyingGif(): Promise<Blob> {
  return new Blob([await createPicture(400, 400, "gif")], { type: "image/jpeg" });
}

async function cutJpeg(): Promise<Blob> {
  const picture = await createPicture(1200, 1200);
  return picture.slice(0, picture.size - 100, "image/jpeg");
}

/** The preview that cameras keep before the picture has an end mark of its own. */
async function cutJpegWithPreview(): Promise<Blob> {
  const picture = await cutJpeg();
  const preview = await createPicture(16, 16);
  const length = preview.size + 2;
  const segment = new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff]);
  const parts = [picture.slice(0, 2), segment, preview, picture.slice(2)];
  return new Blob(parts, { type: "image/jpeg" });
}

/** Bytes after the end of a picture do no harm. */
async function padded(size: number): Promise<Blob> {
  const picture = await createPicture(400, 400);
  return new Blob([picture, new Uint8Array(size - picture.size)], { type: "image/jpeg" });
}
