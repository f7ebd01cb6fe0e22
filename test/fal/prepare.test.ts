import { afterEach, expect, test } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { INPUT, startTransport } from "../support/startTransport.js";

let close = async () => {};
afterEach(() => close());

const prepareWith = (fetch: typeof globalThis.fetch) =>
  createFalTransport({ proxyUrl: "https://host.example/api/proxy", fetch })
    .prepare()
    .catch((error: unknown) => error);

test("a proxy that is there lets a submit pass", async () => {
  const fal = await startTransport();
  close = fal.close;
  await expect(fal.transport.prepare()).resolves.toBeUndefined();
});

test("N02: a proxy that cannot be reached means that nothing was sent", async () => {
  const { transport, close: stop } = await startTransport();
  await stop();
  await expect(transport.prepare()).rejects.toMatchObject({ code: "not-sent", charged: "no" });
});

test("a proxy that has just answered is not asked again", async () => {
  let asked = 0;
  const fal = await startTransport({}, { fetch: (...args) => ((asked += 1), fetch(...args)) });
  close = fal.close;
  await fal.transport.prepare();
  await fal.transport.submit(INPUT, { attemptId: "a" });
  expect(asked).toBe(2);
  await fal.transport.prepare();
  expect(asked).toBe(2);
});

test.each([
  [401, "signed-out"],
  [502, "not-sent"],
  [503, "not-sent"],
  [504, "not-sent"],
])("a sign of life with status %i is none: %s", async (status, code) => {
  const error = await prepareWith(async () => new Response(null, { status }));
  expect(error).toMatchObject({ code, charged: "no" });
});

test("a site that answers everything with its page has no proxy: nothing is sent", async () => {
  const headers = { "content-type": "text/html; charset=utf-8" };
  const error = await prepareWith(async () => new Response("<!doctype html>", { headers }));
  expect(error).toMatchObject({ code: "proxy-setup", charged: "no" });
});

test.each([400, 404, 405, 500])("any other answer (%i) is a sign of life", async (status) => {
  expect(await prepareWith(async () => new Response("?", { status }))).toBeUndefined();
});

test("N14: a redirect to another page is a sign-out, one to the same route a wrong URL", async () => {
  const redirectTo = (url: string) =>
    prepareWith(async (_, init) => {
      if (init?.redirect === "manual") return new Response(null, { status: 302 });
      return Object.defineProperty(new Response("page"), "url", { value: url });
    });
  expect(await redirectTo("https://host.example/login")).toMatchObject({ code: "signed-out" });
  const moved = await redirectTo("https://host.example/en/api/proxy/");
  expect(moved).toMatchObject({ code: "proxy-setup", charged: "no" });
  expect(String(moved)).toContain("https://host.example/en/api/proxy/");
});
