import { beforeEach, expect, test, vi } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { uploadsOf, type UploadState } from "../../src/frames/uploads.js";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";

beforeEach(() => command({ reset: true, defaults: {}, proxy: null }));

/** The uploads of a transport, and every state that a file goes through. */
function watchUploads(file: Blob) {
  const uploads = uploadsOf(createFalTransport({ proxyUrl: proxyUrl() }));
  const states: UploadState[] = [];
  uploads.subscribe(() => {
    const state = uploads.get(file);
    if (state) states.push(state);
  });
  return { uploads, states };
}
const putCount = async () =>
  (await report()).requests.filter(({ operation }) => operation === "put").length;

/** A picture of several MB, so that its upload has a middle. */
async function largePicture(): Promise<File> {
  const head = await createPicture();
  return new File([head, new Uint8Array(8_000_000)], "holiday at home.jpg", { type: "" });
}

// FAL.md §5.7: the client alone tells nothing of an upload, cannot give it up and does it twice.
test("an upload tells how far it is, never more than whole, and ends with a URL", async () => {
  const file = await largePicture();
  const { uploads, states } = watchUploads(file);
  const url = await uploads.start(file);

  expect([...new Set(states.map(({ status }) => status))]).toEqual([
    "checking",
    "uploading",
    "uploaded",
  ]);
  const progress = states.flatMap((state) =>
    state.status === "uploading" ? [state.progress] : [],
  );
  expect(progress[0]).toBeNull();
  const told = progress.filter((value) => value !== null);
  expect(told.length).toBeGreaterThan(0);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  expect((await fetch(url)).headers.get("content-type")).toBe("image/jpeg");
});

test("fal learns the true type and no name that tells of the visitor", async () => {
  const file = await largePicture();
  const bodies: unknown[] = [];
  const spied: typeof fetch = (input, init) => {
    if (typeof init?.body === "string") bodies.push(JSON.parse(init.body));
    return fetch(input, init);
  };
  const transport = createFalTransport({ proxyUrl: proxyUrl(), fetch: spied });
  await uploadsOf(transport).start(new Blob([file]));
  expect(bodies).toEqual([{ content_type: "image/jpeg", file_name: "frame.jpg" }]);
});

test("the same file is uploaded once, however often it is asked for", async () => {
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  const urls = await Promise.all([uploads.start(file), uploads.start(file)]);
  expect(await uploads.start(file)).toBe(urls[0]);
  expect(new Set(urls).size).toBe(1);
  expect(await putCount()).toBe(1);
});

test("an upload that is given up ends at once, and can be started again", async () => {
  await command({ script: { upload: { put: [{ slowMs: 30_000 }] } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  const upload = uploads.start(file);
  await vi.waitFor(async () => expect(await putCount()).toBe(1), { timeout: 5_000 });
  uploads.cancel(file);
  await expect(upload).rejects.toMatchObject({ code: "upload-canceled", charged: "no" });
  expect(uploads.get(file)).toMatchObject({ status: "failed" });
  expect(await uploads.start(file)).toMatch(/^http/);
});

test.each([
  ["the storage refuses", { put: [403] }],
  // Each time: Chromium repeats a request by itself when a connection breaks that it has kept alive.
  ["the storage is cut off", { put: "reset" }],
  ["fal gives no place", { initiate: [500] }],
] as const)("an upload fails where %s, and works on the next try", async (_, upload) => {
  await command({ script: { upload } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  await expect(uploads.start(file, "tail_image_url")).rejects.toMatchObject({
    code: "upload-failed",
    field: "tail_image_url",
    charged: "no",
  });
  expect(await uploads.start(file)).toMatch(/^http/);
});

test("a picture that the model would refuse is not sent at all", async () => {
  const file = await createPicture(200, 200);
  const { uploads } = watchUploads(file);
  await expect(uploads.start(file)).rejects.toMatchObject({ code: "frame-too-small" });
  expect((await report()).requests).toEqual([]);
});

// Attack 43: the client would put a file wherever it is told to.
test("a place that is neither fal's nor our own is not used", async () => {
  const file = await createPicture();
  const transport = createFalTransport({
    proxyUrl: proxyUrl(),
    fetch: async () =>
      Response.json({ upload_url: "http://evil.example/put", file_url: "http://evil.example/a" }),
  });
  const error = { code: "upload-failed" };
  await expect(uploadsOf(transport).start(file)).rejects.toMatchObject(error);
});
