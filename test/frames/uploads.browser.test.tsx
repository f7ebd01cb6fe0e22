import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { uploadsOf } from "../../src/frames/uploads.js";
import { loadFixture } from "../support/pageFixtures.js";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";

const HOUR_MS = 60 * 60_000;

beforeEach(() => command({ reset: true, defaults: {}, proxy: null }));
afterEach(() => void vi.useRealTimers());

const createUploads = () => uploadsOf(createFalTransport({ proxyUrl: proxyUrl() }));

/** Another file of the same bytes. */
const copyOf = async (file: File) => new File([await file.arrayBuffer()], "copy.jpg");

async function count(operation: string, method?: string) {
  const { requests } = await report();
  const isWanted = (entry: (typeof requests)[number]) =>
    entry.operation === operation && (method === undefined || entry.method === method);
  return requests.filter(isWanted).length;
}

/** The page's clock goes on by so many hours; timers stay as they are. */
function waitHours(hours: number) {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * HOUR_MS });
}

test("the same bytes are uploaded once, whichever files hold them", async () => {
  const file = await createPicture();
  const uploads = createUploads();
  const url = await uploads.start(file);
  const copy = await copyOf(file);
  expect(await uploads.start(copy, { field: "tail_image_url" })).toBe(url);
  expect(uploads.get(copy)).toMatchObject({ status: "uploaded", url });
  expect([await count("initiate"), await count("put")]).toEqual([1, 1]);
});

test("the same bytes are uploaded once also while the first upload is on its way", async () => {
  await command({ script: { upload: { put: [{ slowMs: 400 }] } } });
  const file = await createPicture();
  const uploads = createUploads();
  const urls = await Promise.all([uploads.start(file), uploads.start(await copyOf(file))]);
  expect(new Set(urls).size).toBe(1);
  expect([await count("initiate"), await count("put")]).toEqual([1, 1]);
});

test("giving up one of two files with the same bytes leaves the other's upload alone", async () => {
  await command({ script: { upload: { put: [{ slowMs: 600 }] } } });
  const file = await createPicture();
  const copy = await copyOf(file);
  const uploads = createUploads();
  const first = uploads.start(file);
  const second = uploads.start(copy);
  await vi.waitFor(async () => expect(await count("put")).toBe(1));
  uploads.cancel(file);
  await expect(first).rejects.toMatchObject({ code: "upload-canceled" });
  expect(await second).toMatch(/^http/);
  expect(await count("put")).toBe(1);
});

test("where one of two files with the same bytes fails, both can start again", async () => {
  await command({ script: { upload: { put: [413] } } });
  const file = await createPicture();
  const copy = await copyOf(file);
  const uploads = createUploads();
  const fields = { image_url: uploads.start(file), tail_image_url: uploads.start(copy) };
  await expect(fields.image_url).rejects.toMatchObject({ code: "upload-failed" });
  await expect(fields.tail_image_url).rejects.toMatchObject({ code: "upload-failed" });
  const urls = await Promise.all([uploads.start(file), uploads.start(copy)]);
  expect(new Set(urls).size).toBe(1);
});

// Plain http has no `crypto.subtle`.
test("a page that cannot hash uploads each file once", async () => {
  const subtle = vi.spyOn(crypto, "subtle", "get").mockReturnValue(undefined as never);
  const file = await createPicture();
  const uploads = createUploads();
  const url = await uploads.start(file);
  expect(await uploads.start(file)).toBe(url);
  expect(await uploads.start(await copyOf(file))).not.toBe(url);
  expect(await count("put")).toBe(2);
  subtle.mockRestore();
});

test("a URL is used again for hours, and looked at before it is", async () => {
  const file = await createPicture();
  const uploads = createUploads();
  const url = await uploads.start(file);
  expect(uploads.getUrl(file)).toBe(url);
  expect(await uploads.start(file)).toBe(url);
  expect(await count("media")).toBe(0);

  waitHours(5);
  expect(uploads.getUrl(file)).toBeUndefined();
  const again = [uploads.start(file), uploads.start(await copyOf(file))];
  expect(await Promise.all(again)).toEqual([url, url]);
  expect(uploads.getUrl(file)).toBe(url);
  expect([await count("media", "HEAD"), await count("put")]).toEqual([1, 1]);
});

test.each([404, 410, 403])(
  "a file that is gone from the storage (%i) is uploaded again",
  async (status) => {
    await command({ script: { upload: { file: status } } });
    const file = await createPicture();
    const uploads = createUploads();
    const url = await uploads.start(file);
    waitHours(30);
    const again = [uploads.start(file), uploads.start(await copyOf(file)), uploads.start(file)];
    const urls = new Set(await Promise.all(again));
    expect(urls.size).toBe(1);
    expect(urls.has(url)).toBe(false);
    expect(await count("put")).toBe(2);
  },
);

const CORS_BLOCKED = {
  status: 404,
  headers: { "access-control-allow-origin": "https://elsewhere.example" },
};

test.each([
  ["answers 500", 500],
  ["cannot be reached", "reset" as const],
  ["does not let other sites read", CORS_BLOCKED],
  ["does not know HEAD", [405]],
  ["says no to HEAD alone", [404]],
])("a storage that %s is given the benefit of the doubt", async (_, file) => {
  await command({ script: { upload: { file } } });
  const picture = await createPicture();
  const uploads = createUploads();
  const url = await uploads.start(picture);
  waitHours(30);
  expect(await uploads.start(picture)).toBe(url);
  expect(await count("put")).toBe(1);
});

test("an address whose storage says no to HEAD alone is sent", async () => {
  await command({ script: { upload: { file: [404] } } });
  const url = await createUploads().start(await createPicture());
  expect(await createUploads().confirm(url, "image_url")).toBe(url);
});

test("a file of an earlier visit is not uploaded again", async () => {
  const file = await createPicture();
  const url = await createUploads().start(file);

  const uploads = createUploads();
  const kept = await copyOf(file);
  uploads.adopt(kept, url, Date.now() - 1_000);
  expect(uploads.get(kept)).toMatchObject({ status: "uploaded", url });
  expect(await uploads.start(kept)).toBe(url);
  // Picked anew, it is the same picture.
  await vi.waitFor(async () => expect(await uploads.start(await copyOf(file))).toBe(url));
  expect(await count("put")).toBe(1);
});

test("U17: a replaced file's PUT is aborted, unless somebody else needs it", async () => {
  await command({ defaults: { upload: { put: { slowMs: 700 } } } });
  const uploads = createUploads();
  const [replaced, shared] = [await createPicture(), await createPicture(500, 400)];
  const letGo = [replaced, shared, shared].map((file) => uploads.hold(file));
  const gone = uploads.start(replaced);
  const needed = uploads.start(shared);
  await vi.waitFor(async () => expect(await count("put")).toBe(2));

  for (const file of [replaced, shared]) uploads.release(file);
  letGo[0]?.();
  letGo[1]?.();
  await expect(gone).rejects.toMatchObject({ code: "upload-canceled", charged: "no" });
  expect(uploads.get(replaced)).toBeUndefined();
  expect(await needed).toMatch(/^http/);
});

test("two frames that change places in one tick keep their uploads", async () => {
  await command({ defaults: { upload: { put: { slowMs: 300 } } } });
  const uploads = createUploads();
  const file = await createPicture();
  const letGo = uploads.hold(file);
  const upload = uploads.start(file);
  letGo();
  uploads.release(file);
  uploads.hold(file);
  expect(await upload).toMatch(/^http/);
});

test("a file that was uploaded with its place is not sent so where metadata shall be removed", async () => {
  const file = await loadFixture("gps.jpg");
  const uploads = createUploads();
  const withPlace = await uploads.start(file);
  expect(uploads.getUrl(file, { stripMetadata: true })).toBeUndefined();
  const stripped = await uploads.start(file, { stripMetadata: true });
  expect(stripped).not.toBe(withPlace);
  const text = await (await fetch(stripped)).text();
  expect(text).not.toContain("Exif");
});
