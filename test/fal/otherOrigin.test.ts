import { expect, onTestFinished, test } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { listen } from "../server/support/listen.js";
import { startProxy } from "../server/support/startProxy.js";
import { startFal } from "../support/startFal.js";
import { INPUT } from "../support/startTransport.js";

const ATTEMPT = "attempt-1";

/** Where there is no page, no proxy is of its own origin. */
async function startElsewhere(script: FaultScript = {}) {
  const fal = await startFal();
  onTestFinished(fal.close);
  fal.simulator.script(script);
  const proxyUrl = await startProxy({ fetch: fal.simulator, authorize: "public" });
  return { proxyUrl, simulator: fal.simulator };
}

/** A transport, and what it sends. */
function open(proxyUrl: string, allows: (headers: Headers) => boolean = () => true) {
  const sent: { method: string; attempt: string | null }[] = [];
  const transport = createFalTransport({
    proxyUrl,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      sent.push({ method: init?.method ?? "GET", attempt: headers.get("x-kling-attempt-id") });
      if (!allows(headers)) throw new TypeError("Failed to fetch");
      return fetch(url, init);
    },
  });
  const submitted = () => sent.filter(({ method }) => method === "POST");
  return { transport, sent, submitted };
}

/** A proxy that forwards nothing, answers everything alike, and keeps no note. */
async function startPlain(status: number): Promise<string> {
  const { origin } = await listen((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end('{"request_id":"r-1"}');
  });
  return origin;
}

test("a proxy that keeps note of attempts is told each one's name", async () => {
  const { proxyUrl, simulator } = await startElsewhere();
  const { transport, submitted } = open(proxyUrl);
  await transport.prepare();
  const requestId = await transport.submit(INPUT, { attemptId: ATTEMPT });
  expect(submitted()).toEqual([{ method: "POST", attempt: ATTEMPT }]);
  // As a browser repeats it by itself.
  expect(await transport.submit(INPUT, { attemptId: ATTEMPT })).toBe(requestId);
  expect(simulator.posts).toHaveLength(1);
});

test("one that says nothing of it is not: it would have to allow the header", async () => {
  const { transport, sent } = open(await startPlain(200));
  await transport.prepare();
  await transport.submit(INPUT, { attemptId: ATTEMPT });
  expect(sent).toEqual([
    { method: "GET", attempt: null },
    { method: "POST", attempt: null },
  ]);
});

test("where something before it stops the header, the submit goes without", async () => {
  const { proxyUrl, simulator } = await startElsewhere();
  const { transport, submitted } = open(proxyUrl, (headers) => !headers.has("x-kling-attempt-id"));
  await transport.prepare();
  await transport.submit(INPUT, { attemptId: ATTEMPT });
  expect(submitted()).toEqual([{ method: "POST", attempt: null }]);
  expect(simulator.posts).toHaveLength(1);
});

test("a proxy that has answered something else is asked before the first submit", async () => {
  const { proxyUrl } = await startElsewhere();
  const { transport, sent, submitted } = open(proxyUrl);
  await transport.status(await transport.submit(INPUT, { attemptId: "unprepared" }));
  await transport.prepare();
  await transport.submit(INPUT, { attemptId: ATTEMPT });
  expect(submitted().map(({ attempt }) => attempt)).toEqual([null, ATTEMPT]);
  const asked = sent.length;
  await transport.prepare();
  expect(sent).toHaveLength(asked);
});

test("where the question is lost, the next press asks again", async () => {
  const { proxyUrl } = await startElsewhere();
  let isLost = true;
  const { transport, submitted } = open(
    proxyUrl,
    (headers) => !(isLost && headers.has("x-kling-attempt-id")),
  );
  await transport.prepare();
  await transport.submit(INPUT, { attemptId: "first" });
  isLost = false;
  await transport.prepare();
  await transport.submit(INPUT, { attemptId: "second" });
  expect(submitted().map(({ attempt }) => attempt)).toEqual([null, "second"]);
});

test("whatever the question is answered with, its header has come through", async () => {
  const { origin } = await listen((request, response) => {
    const isQuestion = request.headers["x-kling-attempt-id"] === "none";
    response.writeHead(isQuestion ? 503 : 200, { "x-kling-keeps-attempts": "1" });
    response.end('{"request_id":"r-1"}');
  });
  const { transport, submitted } = open(origin);
  await transport.prepare();
  await transport.submit(INPUT, { attemptId: ATTEMPT });
  expect(submitted()).toEqual([{ method: "POST", attempt: ATTEMPT }]);
});

test("a page that was loaded anew finds out what came of an attempt", async () => {
  const { proxyUrl, simulator } = await startElsewhere();
  const before = open(proxyUrl).transport;
  await before.prepare();
  await before.submit(INPUT, { attemptId: ATTEMPT });
  const requestId = simulator.ledger[0]?.requestId;
  const { transport } = open(proxyUrl);
  expect(await transport.findAttempt?.(ATTEMPT)).toEqual({ outcome: "accepted", requestId });
});

test.each([200, 204, 400, 404])(
  "one that answers %i keeps no note, and is not asked",
  async (status) => {
    const { transport, sent } = open(await startPlain(status));
    expect(await transport.findAttempt?.(ATTEMPT)).toEqual({ outcome: "not-kept" });
    expect(sent).toEqual([{ method: "GET", attempt: null }]);
  },
);

test.each([
  [401, "signed-out"],
  [302, "signed-out"],
  [429, "rate-limited"],
  [503, "unreachable"],
])(
  "one that cannot be asked now (%i) is asked again: nothing is taken from it",
  async (...given) => {
    const [status, code] = given;
    const { transport } = open(await startPlain(status));
    const asking = transport.findAttempt?.(ATTEMPT);
    await expect(asking).rejects.toMatchObject({ code, charged: "maybe" });
  },
);
