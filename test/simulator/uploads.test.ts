import { expect, test } from "vitest";
import { createPicture } from "./support/createPicture.js";
import { createTestFal, INITIATE_URL, MEDIA_ORIGIN } from "./support/createTestFal.js";

test("a file is put at a signed URL and read at a public one", async () => {
  const { fal, upload } = createTestFal();
  const picture = await createPicture(300, 300);
  const { put, uploadUrl, fileUrl } = await upload(picture, "my sea (1).jpg");
  expect(put.status).toBe(200);
  expect(uploadUrl).toMatch(new RegExp(`^${MEDIA_ORIGIN}/upload/[^/]+\\?expires=\\d+&signature=`));
  expect(fileUrl).toMatch(new RegExp(`^${MEDIA_ORIGIN}/files/[^/]+/my_sea_1_.jpg$`));

  const read = await fal.fetch(fileUrl);
  expect(read.headers.get("content-type")).toBe("image/jpeg");
  expect(await read.arrayBuffer()).toEqual(await picture.arrayBuffer());
});

test("an upload that does not say what comes is refused", async () => {
  const { ask } = createTestFal();
  const { http, body } = await ask(INITIATE_URL, { method: "POST", body: "{}" });
  expect([http, body.detail.length]).toEqual([422, 2]);
});

test.each([
  ["another content type", { "content-type": "image/png" }],
  ["fal's key", { "content-type": "image/jpeg", authorization: "Key id:secret" }],
  ["a header of fal", { "content-type": "image/jpeg", "x-fal-target-url": "https://fal.run" }],
])("a PUT with %s breaks the signature", async (_, headers) => {
  const { fal, upload } = createTestFal();
  const { uploadUrl } = await upload(await createPicture(300, 300));
  const put = await fal.fetch(uploadUrl, { method: "PUT", body: "x", headers });
  expect(put.status).toBe(403);
  expect(await put.text()).toContain("SignatureDoesNotMatch");
});

test("a signed URL is good for two minutes", async () => {
  const { fal, upload, moveTo } = createTestFal();
  const { uploadUrl } = await upload(await createPicture(300, 300));
  const headers = { "content-type": "image/jpeg" };
  moveTo(120_000);
  expect((await fal.fetch(uploadUrl, { method: "PUT", body: "x", headers })).status).toBe(200);
  moveTo(120_001);
  expect((await fal.fetch(uploadUrl, { method: "PUT", body: "x", headers })).status).toBe(403);
});

test("pages of any origin may put and read", async () => {
  const { fal, upload } = createTestFal();
  const { put, uploadUrl, fileUrl } = await upload(await createPicture(300, 300));
  const preflight = await fal.fetch(uploadUrl, { method: "OPTIONS" });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
  expect(preflight.headers.get("access-control-allow-headers")).toContain("content-type");
  for (const response of [preflight, put, await fal.fetch(fileUrl)]) {
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  }
});

test.each([
  ["bytes=0-1", 206, "01", "bytes 0-1/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=5-99", 206, "56789", "bytes 5-9/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["bytes=0-1,4-5", 200, "0123456789", null],
])("media are given in the range %s", async (range, status, text, contentRange) => {
  const { fal, upload } = createTestFal();
  const { fileUrl } = await upload(new Blob(["0123456789"], { type: "image/jpeg" }));
  const response = await fal.fetch(fileUrl, { headers: { range } });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-range")).toBe(contentRange);
  expect(await response.text()).toBe(text);
  if (status < 300) {
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(response.headers.get("content-length")).toBe(String(text.length));
  }
});

test("HEAD tells the size and gives no byte", async () => {
  const { fal, upload } = createTestFal();
  const { fileUrl } = await upload(new Blob(["0123456789"], { type: "image/jpeg" }));
  const response = await fal.fetch(fileUrl, { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("10");
  expect(await response.text()).toBe("");
});

test("an upload fails as often as its script says", async () => {
  const { fal, ask } = createTestFal();
  fal.script({ upload: { initiate: [403, "reset"], put: [500, "html-403"] } });
  const body = JSON.stringify({ content_type: "image/jpeg", file_name: "a.jpg" });
  const initiate = () => ask(INITIATE_URL, { method: "POST", body });
  expect((await initiate()).http).toBe(403);
  await expect(initiate()).rejects.toThrow("fetch failed");

  const { upload_url: uploadUrl } = (await initiate()).body;
  const put = { method: "PUT", body: "x", headers: { "content-type": "image/jpeg" } };
  const answers = [await ask(uploadUrl, put), await ask(uploadUrl, put), await ask(uploadUrl, put)];
  expect(answers.map(({ http }) => http)).toEqual([500, 403, 200]);

  const next = await initiate();
  expect((await ask(next.body.upload_url, put)).http).toBe(200);
});

test("a PUT can be cut in its middle, and nothing of it is kept", async () => {
  const { fal, ask } = createTestFal();
  fal.script({ upload: { put: [{ cutAtByte: 5 }] } });
  const body = JSON.stringify({ content_type: "image/jpeg", file_name: "a.jpg" });
  const { upload_url, file_url } = (await ask(INITIATE_URL, { method: "POST", body })).body;
  const put = { method: "PUT", body: "0123456789", headers: { "content-type": "image/jpeg" } };
  await expect(ask(upload_url, put)).rejects.toThrow("fetch failed");
  expect((await ask(file_url)).http).toBe(404);
  expect((await ask(upload_url, put)).http).toBe(200);
  expect((await ask(file_url)).http).toBe(200);
});

test("an uploaded file answers as its script says", async () => {
  const { fal, ask, upload } = createTestFal();
  fal.script({ upload: { file: [410, "reset"] } });
  const { fileUrl } = await upload(await createPicture(300, 300));
  expect((await ask(fileUrl, { method: "HEAD" })).http).toBe(410);
  await expect(ask(fileUrl)).rejects.toThrow("fetch failed");
  expect((await fal.fetch(fileUrl)).status).toBe(200);
});
