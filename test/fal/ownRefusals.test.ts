import { describe, expect, onTestFinished, test } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { diagnoseProxy } from "../../src/fal/diagnoseProxy.js";
import { findAttempt } from "../../src/fal/findAttempt.js";
import type { UploadedKlingVideoInput } from "../../src/model/input.js";
import type { KlingVideoError } from "../../src/model/KlingVideoError.js";
import type { KlingProxyOptions } from "../../src/server/index.js";
import { listen } from "../server/support/listen.js";
import { startFal } from "../support/startFal.js";
import { INPUT } from "../support/startTransport.js";

interface Refusal {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

const RETRY_IN_AN_HOUR = { "retry-after": "3600" };
const UNKNOWN_REQUEST: Refusal = { status: 404, body: { reason: "unknown_request" } };
const RATE_LIMITED: Refusal = {
  status: 429,
  body: { detail: "Too many.", reason: "rate_limited" },
  headers: { "retry-after": "20" },
};

/** A transport to a proxy that answers everything with this. */
function refusedWith({ status, body, headers = {} }: Refusal) {
  return createFalTransport({
    proxyUrl: "https://host.example/proxy",
    fetch: async () => Response.json(body, { status, headers }),
  });
}

const submit = (refusal: Refusal): Promise<KlingVideoError> =>
  refusedWith(refusal)
    .submit(INPUT, { attemptId: "a" })
    .then(
      () => expect.fail("it was taken"),
      (error: KlingVideoError) => error,
    );

test("a budget that is used up is said to be, until when, and costs nothing", async () => {
  // The sentence is the proxy's own, and must not be taken for one of fal's gateway.
  const detail = "Your budget is used up, as with an exhausted balance.";
  const body = { detail, reason: "budget_spent" };
  const error = await submit({ status: 429, body, headers: RETRY_IN_AN_HOUR });
  expect(error).toMatchObject({ code: "budget-spent", charged: "no", retryAfterMs: 3_600_000 });
  expect(error.message).toMatch(/used up until .*\d:\d\d [AP]M\.$/);
});

test("a budget that never comes back has no time in its sentence", async () => {
  const error = await submit({ status: 429, body: { reason: "budget_spent" } });
  expect(error.message).toBe("The budget for videos here is used up.");
});

test("too many requests for the proxy are too many, for as long as it says", async () => {
  const expected = { code: "rate-limited", charged: "no", retryAfterMs: 20_000 };
  expect(await submit(RATE_LIMITED)).toMatchObject(expected);
});

test("what the site does not allow is said in the site's words, as plain text, and is no sign-out", async () => {
  const detail = "Only 5 s videos\u202e on the \u001b[31mfree plan.";
  const error = await submit({ status: 403, body: { detail, reason: "policy" } });
  expect(error).toMatchObject({ code: "not-allowed", charged: "no", retryable: false });
  expect(error.message).toBe("Only 5 s videos on the free plan.");
});

test("an input that the proxy refuses belongs to its field", async () => {
  const item = { loc: ["body", "prompt"], msg: "It is too long.", type: "value_error" };
  const error = await submit({ status: 422, body: { detail: [item], reason: "invalid_body" } });
  expect(error).toMatchObject({ code: "input-refused", charged: "no", field: "prompt" });
  expect(error.message).toBe("The input was refused (It is too long).");
});

test.each([
  ["a store that fails before the request", 503, "store_unavailable", "not_sent", "not-sent"],
  ["a store that fails after the request", 503, "store_unavailable", "unknown", "unconfirmed"],
  ["the same attempt under way", 409, "in_flight", "unknown", "unconfirmed"],
])("%s: charged only where that may be", async (_, status, reason, outcome, code) => {
  const error = await submit({ status, body: { detail: "…", reason, outcome } });
  expect(error).toMatchObject({ code, charged: code === "unconfirmed" ? "maybe" : "no" });
});

test("the request of another visitor is not found, in words of its own", async () => {
  const transport = refusedWith(UNKNOWN_REQUEST);
  const expected = { code: "not-found", message: expect.stringContaining("another visitor") };
  await expect(transport.status("11111111")).rejects.toMatchObject(expected);
  // Asked again by who follows it: the proxy may be about to learn whose it is.
  await expect(transport.result("11111111")).rejects.toMatchObject(expected);
  expect(await transport.cancel("11111111")).toBe("not-found");
});

test("too many looks are a state of the connection", async () => {
  const looking = refusedWith(RATE_LIMITED).status("11111111");
  await expect(looking).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 20_000 });
});

test("a store that fails when it is asked of an attempt says nothing about that attempt", async () => {
  const { origin } = await listen((_request, response) => {
    const headers = { "content-type": "application/json", "x-kling-attempt-id": "a" };
    response.writeHead(503, headers);
    response.end('{"detail":"…","reason":"store_unavailable","outcome":"not_sent"}');
  });
  const asking = findAttempt("a", { proxyUrl: origin, onAnswer: () => {} }, undefined);
  await expect(asking).rejects.toMatchObject({ charged: "maybe" });
});

test.each([
  ["knows who made which request", UNKNOWN_REQUEST],
  ["has been asked too often", RATE_LIMITED],
])("a proxy that %s is not told to be wrong", async (_, { status, body }) => {
  const fal = await startFal();
  onTestFinished(fal.close);
  const findings = await diagnoseAsIf(fal.proxyUrl, Response.json(body, { status }));
  expect(findings).toEqual(["open-to-all"]);
});

/** What is found where every question about a request that does not exist is answered so. */
async function diagnoseAsIf(proxyUrl: string, answer: Response): Promise<string[]> {
  const report = await diagnoseProxy(proxyUrl, {
    fetch: async (input, init) => {
      const target = new Headers(init?.headers).get("x-fal-target-url");
      return target?.includes("/requests/") ? answer.clone() : fetch(input, init);
    },
  });
  return report.findings.map(({ code }) => code);
}

describe("as this library's proxy really says it", () => {
  /** The proxy, and a way to it for each visitor. */
  async function start(proxy: Partial<KlingProxyOptions>) {
    const fal = await startFal({ proxy });
    onTestFinished(fal.close);
    const transportOf = (visitor: string) =>
      createFalTransport({ proxyUrl: fal.proxyUrl, headers: { "x-visitor": visitor } });
    const refuse = async (input: UploadedKlingVideoInput, visitor = "ann") => {
      const outcome = transportOf(visitor).submit(input, { attemptId: crypto.randomUUID() });
      return outcome.then(
        () => expect.fail("it was taken"),
        (error: KlingVideoError) => error,
      );
    };
    return { simulator: fal.simulator, transportOf, refuse };
  }
  const authorize: KlingProxyOptions["authorize"] = (request) => ({
    userId: request.headers.get("x-visitor") ?? "nobody",
  });

  test("the second video of a day's budget for one", async () => {
    const budget = { perUser: { usd: 0.5, per: "day" } } as const;
    const { simulator, transportOf, refuse } = await start({ authorize, budget });
    await transportOf("ann").submit(INPUT, { attemptId: "first" });
    const error = await refuse(INPUT);
    expect(error).toMatchObject({ code: "budget-spent", charged: "no" });
    expect(error.message).toMatch(/used up until .*\d:\d\d [AP]M/);
    expect(error.retryAfterMs).toBeGreaterThan(0);
    expect(simulator.posts).toHaveLength(1);
  });

  test("a length that is not sold, a word of the host's own, and an input that no model takes", async () => {
    const policy: KlingProxyOptions["policy"] = {
      durations: ["5"],
      moderate: ({ prompt }) => (prompt.includes("dog") ? "No dogs here." : null),
    };
    const { simulator, refuse } = await start({ authorize, policy });
    expect(await refuse({ ...INPUT, duration: "10" })).toMatchObject({
      code: "not-allowed",
      message: "Videos of 10 seconds are not offered here.",
      charged: "no",
    });
    const dog = await refuse({ ...INPUT, prompt: "A dog" });
    expect(dog).toMatchObject({ code: "not-allowed", message: "No dogs here." });
    const long = await refuse({ ...INPUT, prompt: "x".repeat(2_501) });
    expect(long).toMatchObject({ code: "input-refused", field: "prompt", charged: "no" });
    expect(simulator.posts).toEqual([]);
  });

  test("the request of another visitor", async () => {
    const { transportOf } = await start({ authorize });
    const requestId = await transportOf("ann").submit(INPUT, { attemptId: "a" });
    expect(await transportOf("ann").status(requestId)).toMatchObject({ status: "in-queue" });
    await expect(transportOf("bob").status(requestId)).rejects.toMatchObject({
      code: "not-found",
      values: { isOthers: 1 },
    });
    expect(await transportOf("bob").cancel(requestId)).toBe("not-found");
  });
});
