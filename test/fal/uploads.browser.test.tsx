import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import type { PutFile } from "../../src/fal/FalTransportOptions.js";
import { uploadsOf } from "../../src/frames/uploads.js";
import type { UploadState } from "../../src/frames/UploadState.js";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";

beforeEach(() => command({ reset: true, defaults: {}, proxy: null }));
afterEach(() => void vi.useRealTimers());

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

/** How many requests of each kind the storage got. */
async function counts() {
  const { requests } = await report();
  const count = (wanted: string) => requests.filter(({ operation }) => operation === wanted).length;
  return { initiate: count("initiate"), put: count("put") };
}
const progressOf = (states: readonly UploadState[]) =>
  states.flatMap((state) => (state.status === "uploading" ? [state.progress ?? 0] : []));
const FAILED = { code: "upload-failed", charged: "no", field: "tail_image_url" };

/** An answer that the page may not read: what a storage without CORS looks like. */
const CORS_BLOCKED = {
  status: 200,
  headers: { "access-control-allow-origin": "https://elsewhere.example" },
};

test("U18: a signature that has expired is replaced at once, and the upload succeeds", async () => {
  await command({ script: { upload: { put: [403] } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  expect(await uploads.start(file)).toMatch(/^http/);
  expect(await counts()).toEqual({ initiate: 2, put: 2 });
});

test("U18: a storage that stumbles is asked three times, then fal for another place", async () => {
  await command({ script: { upload: { put: [500, 503, 429] } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  expect(await uploads.start(file)).toMatch(/^http/);
  expect(await counts()).toEqual({ initiate: 2, put: 4 });
});

test.each([
  ["always answers 500", 500],
  // A request whose answer the page may not read looks like a broken connection.
  ["is blocked by CORS", CORS_BLOCKED],
])("U18: where the storage %s, the upload fails after 2 × 3 tries", async (_, put) => {
  await command({ defaults: { upload: { put } } });
  const file = await createPicture();
  const { uploads, states } = watchUploads(file);
  await expect(uploads.start(file, { field: "tail_image_url" })).rejects.toMatchObject(FAILED);
  expect(await counts()).toEqual({ initiate: 2, put: 6 });
  expect(Math.max(...progressOf(states))).toBeLessThanOrEqual(1);

  await command({ defaults: {} });
  expect(await uploads.start(file)).toMatch(/^http/);
});

test("U18: where the signature is always refused, the upload fails after two places", async () => {
  await command({ defaults: { upload: { put: 403 } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  await expect(uploads.start(file, { field: "tail_image_url" })).rejects.toMatchObject(FAILED);
  expect(await counts()).toEqual({ initiate: 2, put: 2 });
});

test("U18: a file that the storage refuses is not sent again", async () => {
  await command({ defaults: { upload: { put: 413 } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  await expect(uploads.start(file)).rejects.toMatchObject({ code: "upload-failed" });
  expect(await counts()).toEqual({ initiate: 1, put: 1 });
});

test("U18: an upload that is cut in the middle is sent anew, and never tells of more than it is", async () => {
  // Twice: Chromium repeats a request by itself when a connection breaks that it has kept alive.
  const cut = { cutAtByte: 4_000_000 };
  await command({ script: { upload: { put: [cut, cut] } } });
  const file = await largePicture();
  const { uploads, states } = watchUploads(file);
  const url = await uploads.start(file);

  const progress = progressOf(states);
  expect(Math.max(...progress)).toBe(1);
  expect(Math.min(...progress)).toBeGreaterThanOrEqual(0);
  expect((await counts()).initiate).toBe(1);
  const stored = await fetch(url);
  expect((await stored.blob()).size).toBe(file.size);
});

test("U18: a host's own way to put a file cannot tell of more than the whole", async () => {
  const put: PutFile = async (_, __, { onProgress }) => {
    for (const fraction of [0.5, 1.5]) onProgress?.(fraction);
    return new Response();
  };
  const told: number[] = [];
  const transport = createFalTransport({ proxyUrl: proxyUrl(), put });
  await transport.upload(await createPicture(), { onProgress: (fraction) => told.push(fraction) });
  expect(told).toEqual([0.5, 1]);
});

/** The page as a browser shows it that has lost its network; an event says that it is back. */
function loseNetwork() {
  const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  return () => {
    onLine.mockRestore();
    window.dispatchEvent(new Event("online"));
  };
}

test("U18: an upload that is cut while the page is offline waits for the network, and goes on", async () => {
  await command({ script: { upload: { put: [{ slowMs: 30_000 }] } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  const upload = uploads.start(file);
  await vi.waitFor(async () => expect((await counts()).put).toBe(1), 5_000);

  const findNetwork = loseNetwork();
  // Longer than all tries and their pauses.
  await command({ offlineMs: 5_000 });
  await new Promise((resolve) => setTimeout(resolve, 5_500));
  expect(uploads.get(file)).toMatchObject({ status: "uploading" });
  expect((await counts()).put).toBe(1);

  findNetwork();
  expect(await upload).toMatch(/^http/);
  expect(await counts()).toEqual({ initiate: 1, put: 2 });
});

test("U18: a storage that never answers is asked again, after minutes", async () => {
  await command({ script: { upload: { put: ["blackhole"] } } });
  const file = await createPicture();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const upload = createFalTransport({ proxyUrl: proxyUrl() }).upload(file);
  // By hand: `vi.waitFor` would let the time pass.
  while ((await counts()).put === 0) await report();
  let minutes = 0;
  for (; (await counts()).put < 2; minutes++) await vi.advanceTimersByTimeAsync(60_000);
  expect(minutes).toBeGreaterThan(0);
  expect(await upload).toMatch(/^http/);
});

test.each([
  ["in the pause before another try", false],
  ["while the page is offline", true],
])("an upload can be given up %s", async (_, isOffline) => {
  await command({ defaults: { upload: { put: isOffline ? "reset" : 500 } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  const findNetwork = isOffline ? loseNetwork() : () => {};
  const upload = uploads.start(file);
  await vi.waitFor(async () => expect((await counts()).put).toBeGreaterThan(0), 5_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  uploads.cancel(file);
  await expect(upload).rejects.toMatchObject({ code: "upload-canceled", charged: "no" });
  findNetwork();
  const { put } = await counts();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect((await counts()).put).toBe(put);
});

test("a place is asked for three times where fal stumbles", async () => {
  await command({ script: { upload: { initiate: [500, "html-502"] } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  expect(await uploads.start(file)).toMatch(/^http/);
  expect(await counts()).toEqual({ initiate: 3, put: 1 });

  await command({ reset: true, defaults: { upload: { initiate: 500 } } });
  const other = await createPicture(400, 400);
  await expect(uploads.start(other)).rejects.toMatchObject({ code: "upload-failed" });
  expect(await counts()).toEqual({ initiate: 3, put: 0 });
});

test("a place is asked for again where the connection to the proxy breaks", async () => {
  await command({ proxy: { answer: "reset", method: "POST", times: 2 } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  expect(await uploads.start(file)).toMatch(/^http/);
});

test.each([
  [401, "signed-out"],
  [403, "signed-out"],
  [404, "upload-failed"],
  [429, "upload-failed"],
] as const)("a place is asked for once where the proxy answers %i", async (status, code) => {
  await command({ proxy: { answer: { status } } });
  const file = await createPicture();
  const { uploads } = watchUploads(file);
  const { proxyRequests: before } = await report();
  await expect(uploads.start(file)).rejects.toMatchObject({ code, charged: "no" });
  const { proxyRequests: after } = await report();
  expect(after - before).toBeLessThanOrEqual(2); // with the preflight
});
