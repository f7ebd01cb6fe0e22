import { expect, onTestFinished, test } from "vitest";
import { findAttempt } from "../../src/fal/findAttempt.js";
import { INPUT, post, SUBMIT_URL } from "../server/support/requests.js";
import { send } from "../server/support/send.js";
import { startProxy } from "../server/support/startProxy.js";
import { listen } from "../server/support/listen.js";
import { startFal } from "../support/startFal.js";
import type { FaultScript } from "../../src/simulator/index.js";

const ATTEMPT = "attempt-1";
const ask = (proxyUrl: string, headers?: HeadersInit) =>
  findAttempt(ATTEMPT, { proxyUrl, headers, onAnswer: () => {} }, undefined);

/** Our proxy, through which the attempt has been sent. */
async function startWithAttempt(script: FaultScript = {}) {
  const fal = await startFal();
  onTestFinished(fal.close);
  fal.simulator.script(script);
  const proxyUrl = await startProxy({ fetch: fal.simulator, authorize: "public" });
  const submit = () =>
    send(proxyUrl, post(SUBMIT_URL, INPUT, { "x-kling-attempt-id": ATTEMPT, cookie: "" }));
  return { proxyUrl, submit, simulator: fal.simulator };
}

test("an attempt that fal took is found with its request id", async () => {
  const { proxyUrl, submit, simulator } = await startWithAttempt();
  await submit();
  const requestId = simulator.ledger[0]?.requestId;
  expect(await ask(proxyUrl)).toEqual({ outcome: "accepted", requestId });
  expect(simulator.posts).toHaveLength(1);
});

test("one that was refused is known to have cost nothing", async () => {
  const { proxyUrl, submit } = await startWithAttempt({ submit: "balance" });
  await submit();
  expect(await ask(proxyUrl)).toMatchObject({
    outcome: "refused",
    error: { code: "balance", charged: "no" },
  });
});

test("one whose answer never came to the proxy either stays unknown", async () => {
  const { proxyUrl, submit } = await startWithAttempt({ submit: { acceptThen: "reset" } });
  await submit();
  expect(await ask(proxyUrl)).toEqual({ outcome: "unknown" });
});

test("one that the proxy has never seen is not called free: it may still be on its way", async () => {
  const { proxyUrl } = await startWithAttempt();
  expect(await ask(proxyUrl)).toEqual({ outcome: "unknown" });
});

test("one that is under way is said to be", async () => {
  const { proxyUrl, submit } = await startWithAttempt({ submit: { slowMs: 500 } });
  const submitting = submit();
  await expect.poll(() => ask(proxyUrl), { timeout: 15_000 }).toEqual({ outcome: "in-flight" });
  await submitting;
});

test.each([
  ["a sign of life", 204, ""],
  ["a refusal of a request without a target", 400, '"Missing the x-fal-target-url header"'],
  ["a page of the host", 200, "<!doctype html>"],
  ["a missing route", 404, '{"detail":"Not Found"}'],
])(
  "a proxy that keeps no note answers with %s: nothing is taken from it",
  async (_, status, body) => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(status).end(body);
    });
    expect(await ask(origin)).toEqual({ outcome: "not-kept" });
  },
);

test.each([
  [401, "", "signed-out"],
  [302, "", "signed-out"],
  [429, "", "rate-limited"],
  [502, "<html>", "unreachable"],
])("a proxy that cannot be asked now (%i) is no proxy that keeps no note", async (...given) => {
  const [status, body, code] = given;
  const { origin } = await listen((_request, response) => {
    response.writeHead(status, { location: "/sign-in" }).end(body);
  });
  await expect(ask(origin)).rejects.toMatchObject({ code, charged: "maybe" });
});

/** A proxy that keeps note of attempts, and whose answer is spoiled on its way. */
async function startSpoiled(status: number, body: string, isCut: boolean): Promise<string> {
  const { origin } = await listen((_request, response) => {
    const length = isCut ? { "content-length": "1000" } : {};
    response.writeHead(status, { "x-kling-attempt-id": ATTEMPT, ...length });
    response.write(body, () => (isCut ? response.destroy() : response.end()));
  });
  return origin;
}

test("an answer that breaks off is no refusal, whatever its status", async () => {
  const asking = ask(await startSpoiled(404, '{"detail":"Nothing is', true));
  await expect(asking).rejects.toMatchObject({ code: "unreachable", charged: "maybe" });
});

test("a page in the place of the answer is no refusal", async () => {
  expect(await ask(await startSpoiled(404, "<html>", false))).toEqual({ outcome: "unknown" });
});

test("no proxy at all says nothing either", async () => {
  await expect(ask("http://127.0.0.1:1/proxy")).rejects.toMatchObject({ code: "unreachable" });
});

test("headers that never come are not waited for by a question that is given up", async () => {
  const { proxyUrl } = await startWithAttempt();
  const options = { proxyUrl, headers: () => new Promise<never>(() => {}), onAnswer: () => {} };
  const controller = new AbortController();
  const asking = findAttempt(ATTEMPT, options, controller.signal);
  setTimeout(() => controller.abort(), 100);
  await expect(asking).rejects.toMatchObject({ name: "AbortError" });
});
