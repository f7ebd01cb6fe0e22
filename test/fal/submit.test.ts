import { afterEach, expect, test } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { KlingVideoError } from "../../src/model/KlingVideoError.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { startProxy } from "../server/support/startProxy.js";
import { INPUT, startTransport } from "../support/startTransport.js";

let close = async () => {};
afterEach(() => close());

/** What one submit comes to, and how often fal was asked and charged. */
async function submit(script: FaultScript) {
  const fal = await startTransport(script);
  close = fal.close;
  const outcome = await fal.transport
    .submit(INPUT, { attemptId: "a" })
    .catch((error: KlingVideoError) => error);
  return { outcome, posts: fal.simulator.posts.length, charges: fal.simulator.ledger.length };
}

test("a submit gives fal's request id", async () => {
  const { outcome, posts, charges } = await submit({});
  expect(outcome).toMatch(/^[\w-]{36}$/);
  expect([posts, charges]).toEqual([1, 1]);
});

// FAL.md §5.1: the client alone posts four times here, and each is a video to pay for.
test.each([502, 503, 504] as const)(
  "N04: %i after acceptance is unconfirmed and never posted again",
  async (status) => {
    const { outcome, posts, charges } = await submit({ submit: { acceptThen: status } });
    expect(outcome).toMatchObject({ code: "unconfirmed", charged: "maybe" });
    expect([posts, charges]).toEqual([1, 1]);
  },
);

test.each([
  ["N03: a connection that is cut", "reset"],
  ["N04: a gateway's page", "html-504"],
  ["N04: an empty answer", "empty"],
  ["N08: a page with status 200", "html-200"],
] as const)("%s after acceptance is unconfirmed", async (_, fault) => {
  const { outcome, posts } = await submit({ submit: { acceptThen: fault } });
  expect(outcome).toMatchObject({ code: "unconfirmed", charged: "maybe" });
  expect(posts).toBe(1);
});

test.each([
  ["balance", { code: "balance" }],
  ["locked", { code: "balance" }],
  ["key-unknown", { code: "key-invalid" }],
  ["rate-limited", { code: "rate-limited" }],
  [
    { type: "missing", field: "prompt" },
    { code: "input-refused", field: "prompt" },
  ],
] as const)("a refusal (%o) is known to cost nothing", async (fault, expected) => {
  const { outcome, posts, charges } = await submit({ submit: fault });
  expect(outcome).toBeInstanceOf(KlingVideoError);
  expect(outcome).toMatchObject({ ...expected, charged: "no" });
  expect([posts, charges]).toEqual([1, 0]);
});

test("N05: the time to wait is read from the header, in seconds and as a date", async () => {
  const headers = { "retry-after": "30" };
  const { outcome } = await submit({ submit: { status: 429, body: { detail: "slow" }, headers } });
  expect(outcome).toMatchObject({ code: "rate-limited", charged: "no", retryAfterMs: 30_000 });

  const date = new Date(Date.now() + 30_000).toUTCString();
  const asDate = { status: 429, body: { detail: "slow" }, headers: { "retry-after": date } };
  const { retryAfterMs } = (await submit({ submit: asDate })).outcome as KlingVideoError;
  expect(Math.abs((retryAfterMs ?? 0) - 30_000)).toBeLessThan(5_000);
});

// FAL.md §6.1: through Express every status arrives as 200.
test.each([
  [
    "a list of details",
    { detail: [{ loc: ["body", "prompt"], msg: "no", type: "missing" }] },
    "no",
  ],
  ["the gateway's word on the key", { detail: "No user found for Key ID and Secret" }, "no"],
  ["a platform failure", { detail: "gone", error_type: "request_timeout" }, "maybe"],
  ["a platform's word that nobody knows", { detail: "x", error_type: "bad_gateway" }, "maybe"],
  ["a caller that left", { detail: "x", error_type: "client_disconnected" }, "maybe"],
  ["a sentence that nobody knows", { detail: "Hm." }, "maybe"],
  ["nothing", null, "maybe"],
] as const)("N09: 200 with %s is judged by its body", async (_, body, charged) => {
  const { outcome } = await submit({ submit: { status: 200, body } });
  expect(outcome).toMatchObject({ charged, code: charged === "maybe" ? "unconfirmed" : /./ });
});

test("the request id of an answer that broke off is kept: it is what was paid for", async () => {
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    fetch: async () => new Response('{"status":"IN_QUEUE","request_id":"abc-1","queue_po'),
  });
  expect(await transport.submit(INPUT, { attemptId: "a" })).toBe("abc-1");
});

// FAL.md §5.5: over HTTP/2 there is no status text, and a body may be `null`.
test.each(["null", '{"detail":[{"loc":["body"],"msg":"no","type":"missing"}]}'])(
  "an error has a sentence without a status text (%s)",
  async (body) => {
    const transport = createFalTransport({
      proxyUrl: "https://host.example/proxy",
      fetch: async () =>
        new Response(body, {
          status: 422,
          statusText: "",
          headers: { "content-type": "application/json" },
        }),
    });
    const error = await transport.submit(INPUT, { attemptId: "a" }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "input-refused", charged: "no" });
    expect(String(error)).toMatch(/refused/);
  },
);

test("a network failure that the client would retry is not sent again", async () => {
  let posts = 0;
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    fetch: async () => {
      posts += 1;
      const cause = Object.assign(new Error("reset"), { code: "ECONNRESET" });
      throw new TypeError("fetch failed", { cause });
    },
  });
  const error = await transport.submit(INPUT, { attemptId: "a" }).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: "unconfirmed" });
  expect(posts).toBe(1);
});

test("N14: a redirect is not followed and costs nothing", async () => {
  const inits: RequestInit[] = [];
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    fetch: async (_, init = {}) => {
      inits.push(init);
      return new Response(null, { status: 307, headers: { location: "/login" } });
    },
  });
  const error = await transport.submit(INPUT, { attemptId: "a" }).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: "proxy-setup", charged: "no" });
  expect(inits).toHaveLength(1);
  expect(inits[0]).toMatchObject({ redirect: "manual", cache: "no-store", signal: null });
});

test("headers of the host go with the request, fal's key does not", async () => {
  const seen: Headers[] = [];
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    headers: async () => ({ "x-csrf": "token" }),
    fetch: async (_, init = {}) => {
      seen.push(new Headers(init.headers));
      return Response.json({ request_id: "abc-1" });
    },
  });
  process.env.FAL_KEY = "secret";
  await transport.submit(INPUT, { attemptId: "a" }).finally(() => delete process.env.FAL_KEY);
  const names = [...(seen[0]?.keys() ?? [])];
  expect(names).toEqual(["accept", "content-type", "x-csrf", "x-fal-target-url"]);
});

test("headers that cannot be had mean that nothing was sent", async () => {
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    headers: () => Promise.reject(new TypeError("fetch failed")),
    fetch: async () => expect.fail("a request was sent"),
  });
  const error = await transport.submit(INPUT, { attemptId: "a" }).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: "not-sent", charged: "no" });
});

test("a page of a site that our proxy does not list is not told to sign in", async () => {
  const proxyUrl = await startProxy({ authorize: "public" });
  const page = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
  const transport = createFalTransport({ proxyUrl, headers: page });
  const error = await transport.submit(INPUT, { attemptId: "a" }).catch((reason) => reason);
  expect(error).toMatchObject({ code: "proxy-setup", charged: "no" });
});
