import { afterEach, expect, test } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import type { QueueStatus } from "../../src/model/status.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { INPUT, startTransport } from "../support/startTransport.js";

let close = async () => {};
afterEach(() => close());

async function submitted(script: FaultScript) {
  const fal = await startTransport(script);
  close = fal.close;
  const requestId = await fal.transport.submit(INPUT, { attemptId: "a" });
  return { ...fal, requestId };
}

async function until(fal: Awaited<ReturnType<typeof submitted>>, word: QueueStatus["status"]) {
  for (;;) {
    const status = await fal.transport.status(fal.requestId, { logs: true });
    if (status.status === word) return status;
  }
}

test("a request goes from the queue through progress to its video", async () => {
  const fal = await submitted({ queueLength: 2, queueMs: 2_000 });
  const { transport, requestId } = fal;
  expect(await transport.status(requestId)).toMatchObject({ status: "in-queue", queuePosition: 2 });
  expect((await until(fal, "in-progress")).logs.length).toBeGreaterThan(0);
  await until(fal, "completed");
  const outcome = await transport.result(requestId);
  expect(outcome).toMatchObject({ type: "video", billableUnits: expect.any(Number) });
});

// FAL.md §5.2: one dropped poll ends fal's own client for good.
test.each([
  ["reset", "unreachable"],
  [500, "model-error"],
  ["html-502", "unreachable"],
  ["html-200", "bad-answer"],
  [{ word: "NEW_WORD" }, "bad-answer"],
  [{ word: null }, "bad-answer"],
  [{ status: 401, body: "Unauthorized" }, "signed-out"],
  ["locked", "balance"],
] as const)(
  "a look that goes wrong (%o) says so once, and the next one is fine",
  async (fault, code) => {
    const { transport, requestId, simulator } = await submitted({
      queueMs: 60_000,
      status: [fault],
    });
    await expect(transport.status(requestId)).rejects.toMatchObject({ code, charged: "maybe" });
    expect(simulator.count("status")).toBe(1);
    await expect(transport.status(requestId)).resolves.toMatchObject({ status: "in-queue" });
  },
);

test("N05: a look that must wait says for how long", async () => {
  const headers = { "retry-after": "30" };
  const fault = { status: 429, body: { detail: "slow down" }, headers };
  const { transport, requestId } = await submitted({ status: [fault] });
  const error = transport.status(requestId);
  await expect(error).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 30_000 });
});

test.each(["FAILED", "CANCELLED"])(
  "Q04: an invented %s is the end, and the result tells which",
  async (word) => {
    const { transport, requestId } = await submitted({ status: [{ word }] });
    expect(await transport.status(requestId)).toMatchObject({ status: "completed" });
  },
);

// FAL.md §5.6: the client alone asks for 8 s.
test.each([504, "html-504", "empty"] as const)(
  "N07: a result that cannot be read (%o) is asked for once at a time",
  async (fault) => {
    const fal = await submitted({ queueMs: 0, runMs: 0, result: [fault] });
    await expect(fal.transport.result(fal.requestId)).rejects.toBeInstanceOf(Error);
    expect(fal.simulator.count("result")).toBe(1);
    expect(await fal.transport.result(fal.requestId)).toMatchObject({ type: "video" });
  },
);

test.each([
  ["prompt", "prompt"],
  ["image_url", "image_url"],
  ["body", undefined],
] as const)("Q06: the content policy refuses %s", async (field, expected) => {
  const type = "content_policy_violation";
  const fal = await submitted({ queueMs: 0, runMs: 0, result: { type, field } });
  expect(await fal.transport.result(fal.requestId)).toMatchObject({
    type: "failed",
    error: { code: "content-policy", charged: "maybe", field: expected, falType: type },
  });
});

test.each(["no-video", { videoUrl: "" }, { videoUrl: "javascript:alert(1)" }] as const)(
  "Q07: a result without a video that can be shown (%o) is a failure",
  async (fault) => {
    const fal = await submitted({ queueMs: 0, runMs: 0, result: fault });
    const outcome = await fal.transport.result(fal.requestId);
    const raw = expect.stringMatching(/^\{/);
    expect(outcome).toMatchObject({ type: "failed", error: { code: "no-video", raw } });
  },
);

test("Q16: a gateway's own 499 is not fal's word for canceled", async () => {
  const fault = { status: 499, body: "<html>client closed request</html>" };
  const fal = await submitted({ queueMs: 0, runMs: 0, result: [fault] });
  await expect(fal.transport.result(fal.requestId)).rejects.toMatchObject({ code: "bad-answer" });
});

test("Q08: a framework's own 404, while its route is away, says nothing about the request", async () => {
  const fault = { status: 404, body: { statusCode: 404, error: "Not Found" } };
  const { transport, requestId } = await submitted({ status: [fault] });
  await expect(transport.status(requestId)).rejects.toMatchObject({ code: "bad-answer" });
});

test("Q08: a result asked for too early is no failure", async () => {
  const { transport, requestId } = await submitted({ queueMs: 60_000 });
  await expect(transport.result(requestId)).rejects.toMatchObject({ code: "bad-answer" });
});

// FAL.md §6.3: two adapters answer 500 to a PUT without a body.
test("Q16: a cancel carries a body", async () => {
  const bodies: unknown[] = [];
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    fetch: async (_, init) => {
      bodies.push(init?.body);
      return Response.json({ status: "CANCELLATION_REQUESTED" }, { status: 202 });
    },
  });
  expect(await transport.cancel("abc")).toBe("requested");
  expect(bodies).toEqual(["{}"]);
});

test("Q16: a cancel says whether it was asked for, came too late or is unknown", async () => {
  const queued = await submitted({ queueMs: 60_000 });
  expect(await queued.transport.cancel(queued.requestId)).toBe("requested");
  await queued.close();

  const done = await submitted({ queueMs: 0, runMs: 0 });
  expect(await done.transport.cancel(done.requestId)).toBe("too-late");
  const unknown = "00000000-0000-4000-8000-000000000000";
  expect(await done.transport.cancel(unknown)).toBe("not-found");
});

test("Q16: a cancel that fails says so", async () => {
  const { transport, requestId } = await submitted({ queueMs: 60_000, cancel: [500, "reset"] });
  await expect(transport.cancel(requestId)).rejects.toMatchObject({ code: "cancel-failed" });
  await expect(transport.cancel(requestId)).rejects.toMatchObject({ code: "cancel-failed" });
});

test("Q16: too late looks like success through Express, and is recognized by its body", async () => {
  const transport = createFalTransport({
    proxyUrl: "https://host.example/proxy",
    fetch: async () => Response.json({ status: "ALREADY_COMPLETED" }),
  });
  expect(await transport.cancel("abc")).toBe("too-late");
});
