import { describe, expect, test } from "vitest";
import { createTestFal, INPUT, SUBMIT_URL } from "./support/createTestFal.js";

describe("submit", () => {
  test("is accepted into the queue and stands in the ledger", async () => {
    const { fal, submit } = createTestFal({ queueLength: 2 });
    const { http, body, headers } = await submit();

    expect(http).toBe(200);
    const base = `https://queue.fal.run/fal-ai/kling-video/requests/${body.request_id}`;
    expect(body).toEqual({
      status: "IN_QUEUE",
      request_id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-/),
      response_url: base,
      status_url: `${base}/status`,
      cancel_url: `${base}/cancel`,
      queue_position: 2,
    });
    expect(headers.get("x-fal-request-id")).toBe(body.request_id);
    expect(fal.ledger).toMatchObject([{ requestId: body.request_id, input: INPUT }]);
    expect(fal.posts).toMatchObject([{ accepted: true, requestId: body.request_id }]);
  });

  test("notes where fal would tell the end of it", async () => {
    const { fal, ask, submit } = createTestFal();
    const webhookUrl = "https://app.test/fal?attempt=a&proof=b";
    const url = `${SUBMIT_URL}?fal_webhook=${encodeURIComponent(webhookUrl)}`;
    await ask(url, { method: "POST", body: JSON.stringify(INPUT) });
    await submit();
    expect(fal.ledger.map((entry) => entry.webhookUrl)).toEqual([webhookUrl, null]);
  });

  test("of another model is unknown, and by GET is not allowed", async () => {
    const { fal, ask } = createTestFal();
    const other = await ask("https://queue.fal.run/fal-ai/veo3", { method: "POST", body: "{}" });
    expect(other.http).toBe(404);
    expect((await ask(SUBMIT_URL)).http).toBe(405);
    expect(fal.posts).toEqual([]);
  });

  test("with no key or another one is refused where a key is asked for", async () => {
    const { fal, ask } = createTestFal({ falKey: "id:secret" });
    const body = JSON.stringify(INPUT);
    const without = await ask(SUBMIT_URL, { method: "POST", body });
    expect(without.http).toBe(401);
    expect(without.body).toEqual({ detail: "No user found for Key ID and Secret" });

    const other = { authorization: "Key id:another" };
    expect((await ask(SUBMIT_URL, { method: "POST", body, headers: other })).http).toBe(401);

    const headers = { authorization: "Key id:secret" };
    expect((await ask(SUBMIT_URL, { method: "POST", body, headers })).http).toBe(200);
    expect(fal.posts.map(({ accepted }) => accepted)).toEqual([false, false, true]);
  });

  test("that is no JSON is refused", async () => {
    const { fal, ask } = createTestFal();
    const { http, body } = await ask(SUBMIT_URL, { method: "POST", body: "prompt=sea" });
    expect(http).toBe(422);
    expect(body.detail[0]?.type).toBe("json_invalid");
    expect(fal.ledger).toEqual([]);
  });
});

describe("status", () => {
  test("falls to place 0, runs, and is completed, by the clock alone", async () => {
    const { start, moveTo } = createTestFal({ queueMs: 4000, runMs: 10_000, queueLength: 3 });
    const job = await start();
    const seen: unknown[] = [];
    for (const ms of [0, 999, 1000, 2000, 3000, 3999, 4000, 13_999, 14_000]) {
      moveTo(ms);
      const { http, body } = await job.status();
      seen.push([ms, http, body.status, body.queue_position]);
    }
    expect(seen).toEqual([
      [0, 202, "IN_QUEUE", 3],
      [999, 202, "IN_QUEUE", 3],
      [1000, 202, "IN_QUEUE", 2],
      [2000, 202, "IN_QUEUE", 1],
      [3000, 202, "IN_QUEUE", 0],
      [3999, 202, "IN_QUEUE", 0],
      [4000, 202, "IN_PROGRESS", undefined],
      [13_999, 202, "IN_PROGRESS", undefined],
      [14_000, 200, "COMPLETED", undefined],
    ]);
  });

  test("gives all log lines so far with each poll, and none unless asked", async () => {
    const { fal, start, moveTo } = createTestFal({ queueMs: 0, runMs: 4000 });
    fal.script({ logs: ["one", "two", { message: "three", level: "ERROR" }, "four"] });
    const job = await start();
    const messagesAt = async (ms: number) => {
      moveTo(ms);
      return (await job.status()).body.logs?.map(({ message }) => message);
    };
    expect(await messagesAt(0)).toEqual(["one"]);
    expect(await messagesAt(2000)).toEqual(["one", "two", "three"]);
    expect(await messagesAt(9000)).toEqual(["one", "two", "three", "four"]);
    const { body } = await job.status();
    expect(body.logs?.[2]).toEqual({
      message: "three",
      level: "ERROR",
      source: "USER",
      timestamp: "2026-01-01T00:00:02.000Z",
    });
    expect((await job.statusWithoutLogs()).body.logs).toBeNull();
  });

  test("is asked by owner and app; the whole endpoint id is not allowed", async () => {
    const { ask, start } = createTestFal();
    const { requestId } = await start();
    for (const path of ["", "/status", "/status/stream", "/cancel"]) {
      expect((await ask(`${SUBMIT_URL}/requests/${requestId}${path}`)).http).toBe(405);
    }
    const unknown = await ask("https://queue.fal.run/fal-ai/kling-video/requests/nobody/status");
    expect(unknown.http).toBe(404);
  });
});

describe("result", () => {
  test("is there once the job is completed, with the units that are billed", async () => {
    const { start, moveTo, ask } = createTestFal({ queueMs: 1000, runMs: 1000 });
    const job = await start({ ...INPUT, duration: "10" });
    const early = await job.result();
    expect([early.http, early.body]).toEqual([400, { detail: "Request is still in progress" }]);

    moveTo(2000);
    const { http, body, headers } = await job.result();
    expect(http).toBe(200);
    expect(headers.get("x-fal-billable-units")).toBe("10");
    expect(headers.get("x-fal-request-id")).toBe(job.requestId);
    expect(body.video).toMatchObject({ content_type: "video/webm", file_name: "output.webm" });
    expect((await ask(body.video.url)).http).toBe(200);
    expect((await job.result()).body).toEqual(body);
  });
});

describe("cancel", () => {
  test("in the queue removes the job: it never runs", async () => {
    const { fal, start, moveTo } = createTestFal({ queueMs: 4000 });
    const job = await start();
    moveTo(1000);
    const { http, body } = await job.cancel();
    expect([http, body]).toEqual([202, { status: "CANCELLATION_REQUESTED" }]);
    moveTo(60_000);
    expect((await job.status()).body).toMatchObject({ status: "COMPLETED", logs: [] });
    const result = await job.result();
    expect([result.http, result.body.error_type]).toEqual([499, "client_cancelled"]);
    expect(fal.ledger[0]?.canceledAt).toBe(Date.parse("2026-01-01T00:00:01Z"));
  });

  test("in the queue can leave nothing behind", async () => {
    const { fal, start, moveTo } = createTestFal();
    fal.script({ canceledInQueue: "not-found" });
    const job = await start();
    await job.cancel();
    expect((await job.status()).http).toBe(404);
    moveTo(60_000);
    expect((await job.result()).http).toBe(404);
  });

  test("of a running job is only a wish: the video comes", async () => {
    const { start, moveTo } = createTestFal({ queueMs: 1000, runMs: 1000 });
    const job = await start();
    moveTo(1500);
    expect((await job.cancel()).http).toBe(202);
    expect((await job.status()).body.status).toBe("IN_PROGRESS");
    moveTo(2000);
    expect((await job.result()).body.video.url).toMatch(/^http/);
  });

  test("of a running job can be granted", async () => {
    const { fal, start, moveTo } = createTestFal({ queueMs: 1000, runMs: 9000 });
    fal.script({ canceledRunning: "client-cancelled" });
    const job = await start();
    moveTo(1500);
    await job.cancel();
    expect((await job.status()).body.status).toBe("COMPLETED");
    expect((await job.result()).http).toBe(499);
  });

  test("comes too late for a completed job, and finds no unknown one", async () => {
    const { fal, ask, start, moveTo } = createTestFal();
    const job = await start();
    moveTo(60_000);
    const late = await job.cancel();
    expect([late.http, late.body]).toEqual([400, { status: "ALREADY_COMPLETED" }]);
    expect(fal.ledger[0]).toMatchObject({ canceledAt: null, cancelAttempts: 1 });
    const url = "https://queue.fal.run/fal-ai/kling-video/requests/nobody/cancel";
    const unknown = await ask(url, { method: "PUT" });
    expect([unknown.http, unknown.body]).toEqual([404, { status: "NOT_FOUND" }]);
  });
});

test("reset forgets jobs, faults and the ledger", async () => {
  const { fal, start, submit } = createTestFal();
  const job = await start();
  fal.script({ submit: 500 });
  fal.reset();
  expect([fal.ledger, fal.posts, fal.requests]).toEqual([[], [], []]);
  expect((await job.status()).http).toBe(404);
  expect((await submit()).http).toBe(200);
});
