import { describe, expect, test } from "vitest";
import { SimulatedReset, type Fault } from "../../src/simulator/index.js";
import { createTestFal, INPUT, SUBMIT_URL } from "./support/createTestFal.js";

/** A job that is completed, with these faults. */
async function startCompleted(
  script: Parameters<ReturnType<typeof createTestFal>["fal"]["script"]>[0],
) {
  const fal = createTestFal({ queueMs: 1000, runMs: 1000 });
  fal.fal.script(script);
  const job = await fal.start();
  fal.moveTo(2000);
  return { ...fal, job };
}

describe("submit", () => {
  test("accepted, then the connection is cut: charged, and nobody knows", async () => {
    const { fal, submit } = createTestFal();
    fal.script({ submit: { acceptThen: "reset" } });
    const failure = await submit().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SimulatedReset);
    expect(failure).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });
    expect([fal.posts.length, fal.ledger.length]).toEqual([1, 1]);
    expect((await submit()).http).toBe(200);
  });

  test("accepted, then a 504, from fal or from some gateway", async () => {
    const { fal, submit } = createTestFal();
    fal.script({ submit: { acceptThen: 504 } });
    fal.script({ submit: { acceptThen: "html-504" } });
    const fromFal = await submit();
    expect([fromFal.http, fromFal.body.error_type]).toEqual([504, "generation_timeout"]);
    expect(fromFal.headers.get("x-fal-request-id")).not.toBeNull();
    const fromGateway = await submit();
    expect([fromGateway.http, fromGateway.headers.get("x-fal-request-id")]).toEqual([504, null]);
    expect(fromGateway.body.html).toMatch(/^<!DOCTYPE html>/);
    expect([fal.posts.length, fal.ledger.length]).toEqual([2, 2]);
  });

  test.each([
    ["balance", 403, /^User is locked\. Reason: Exhausted balance/],
    ["locked", 403, /^User is locked\. Reason: Admin lock/],
    ["key-unknown", 401, /^No user found for Key ID and Secret$/],
    ["rate-limited", 429, /^Too Many Requests$/],
    [400, 400, /^Bad Request$/],
    [500, 500, /^Internal Server Error$/],
  ] satisfies [Fault, number, RegExp][])(
    "%s is a refusal, not charged",
    async (submitFault, http, sentence) => {
      const { fal, submit } = createTestFal();
      fal.script({ submit: submitFault });
      const answer = await submit();
      expect(answer.http).toBe(http);
      expect(answer.body.detail).toMatch(sentence);
      expect([fal.posts.length, fal.ledger.length]).toEqual([1, 0]);
    },
  );

  test("any answer can be written word by word", async () => {
    const { fal, submit } = createTestFal();
    const retryAfter = "Wed, 21 Oct 2026 07:28:00 GMT";
    fal.script({
      submit: {
        status: 429,
        body: { detail: "Slow down" },
        headers: { "retry-after": retryAfter },
      },
    });
    const { http, body, headers } = await submit();
    expect([http, body.detail, headers.get("retry-after")]).toEqual([429, "Slow down", retryAfter]);
  });

  test("a page in place of an answer; charged only if it was accepted first", async () => {
    const { fal, submit } = createTestFal();
    fal.script({ submit: "html-200" });
    fal.script({ submit: { acceptThen: "html-200" } });
    for (const charges of [0, 1]) {
      const { http, body } = await submit();
      expect([http, body.html]).toEqual([200, expect.stringContaining("<html>")]);
      expect(fal.ledger).toHaveLength(charges);
    }
  });

  test("the answer is cut in its middle: charged", async () => {
    const { fal } = createTestFal();
    fal.script({ submit: "truncated" });
    const response = await fal.fetch(SUBMIT_URL, { method: "POST", body: JSON.stringify(INPUT) });
    const text = await response.text();
    expect(text).toMatch(/^\{"status":"IN_QUEUE"/);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(fal.ledger).toHaveLength(1);
  });

  test("accepted once, however late or broken the answer is", async () => {
    const { fal } = createTestFal();
    fal.script({ submit: { acceptThen: { slowMs: 5, then: "truncated" } } });
    const response = await fal.fetch(SUBMIT_URL, { method: "POST", body: JSON.stringify(INPUT) });
    expect(await response.text()).toMatch(/^\{"status":"IN_QUEUE"/);
    expect(fal.ledger).toHaveLength(1);
  });

  test("a slow answer: accepted at once, told late", async () => {
    const { fal, submit } = createTestFal();
    fal.script({ submit: { slowMs: 50 } });
    let isTold = false;
    const answer = submit().then(({ http }) => {
      isTold = true;
      return http;
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect([fal.ledger.length, isTold]).toEqual([1, false]);
    expect(await answer).toBe(200);
  });

  test("no answer at all, until the asker gives up", async () => {
    const { fal } = createTestFal();
    fal.script({ submit: { acceptThen: "blackhole" } });
    const abort = new AbortController();
    const answer = fal.fetch(SUBMIT_URL, {
      method: "POST",
      body: JSON.stringify(INPUT),
      signal: abort.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
    abort.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    expect(fal.ledger).toHaveLength(1);
  });
});

describe("status", () => {
  test("fails as often as its list says, then tells the truth", async () => {
    const retry = { status: 429, headers: { "retry-after": "30" } };
    const { job } = await startCompleted({
      status: [500, "html-502", "empty", "truth", retry, "reset"],
    });
    const seen: unknown[] = [];
    for (let look = 0; look < 7; look++) {
      seen.push(
        await job.status().then(
          ({ http }) => http,
          (error: Error) => error.name,
        ),
      );
    }
    expect(seen).toEqual([500, 502, 502, 200, 429, "SimulatedReset", 200]);
  });

  test("a single fault stands for every look", async () => {
    const { job } = await startCompleted({ status: 503 });
    for (let look = 0; look < 3; look++) expect((await job.status()).http).toBe(503);
  });

  test.each(["FAILED", "CANCELLED", "DONE", null])("says the word %s", async (word) => {
    const { job } = await startCompleted({ status: [{ word }] });
    expect((await job.status()).body.status).toBe(word);
    expect((await job.status()).body.status).toBe("COMPLETED");
  });

  test("does not know a fresh request for a while", async () => {
    const { fal, start, moveTo } = createTestFal();
    fal.script({ hiddenMs: 1500 });
    const job = await start();
    moveTo(1499);
    expect([(await job.status()).http, (await job.stream()).status]).toEqual([404, 404]);
    moveTo(1500);
    expect((await job.status()).http).toBe(202);
  });

  test("names an error of a completed job, and the result answers with it", async () => {
    const error = { error: "Generation timed out", error_type: "generation_timeout" };
    const { job } = await startCompleted({ completedWith: { ...error, status: 504 } });
    expect((await job.status()).body).toMatchObject({ status: "COMPLETED", ...error });
    const { http, body, headers } = await job.result();
    expect([http, body.error_type]).toEqual([504, "generation_timeout"]);
    expect(headers.get("x-fal-error-type")).toBe("generation_timeout");
  });
});

describe("logs", () => {
  test("are absent or null where the script says so", async () => {
    const absent = await startCompleted({ logs: "absent" });
    expect((await absent.job.status()).body).not.toHaveProperty("logs");
    const none = await startCompleted({ logs: "null" });
    expect((await none.job.status()).body.logs).toBeNull();
  });

  test("can be hostile", async () => {
    const { job } = await startCompleted({ logs: "hostile" });
    const text = (await job.status()).body.logs?.map(({ message }) => message).join("\n");
    for (const part of ["\u001b[31m", "\u001b]8;;", "<img src=x onerror", "\u202e", "\u0000"]) {
      expect(text).toContain(part);
    }
  });

  test("can be many and long, with any times", async () => {
    const many = await startCompleted({ logs: { count: 5000, length: 40 } });
    const lines = (await many.job.status()).body.logs ?? [];
    expect([lines.length, lines[4999]?.message.length]).toEqual([5000, 40]);
    const odd = await startCompleted({ logs: [{ message: "when?", timestamp: "yesterday" }] });
    expect((await odd.job.status()).body.logs?.[0]?.timestamp).toBe("yesterday");
  });
});

describe("result", () => {
  test.each([
    ["prompt", ["body", "prompt"]],
    ["image_url", ["body", "image_url"]],
    ["body", ["body"]],
  ] as const)("refuses by policy, because of %s", async (field, loc) => {
    const { job } = await startCompleted({ result: { type: "content_policy_violation", field } });
    expect((await job.status()).body.error).toBeUndefined();
    const { http, body } = await job.result();
    expect([http, body.detail[0]]).toEqual([
      422,
      expect.objectContaining({ loc, type: "content_policy_violation" }),
    ]);
  });

  test("fails for a while, from fal or from some gateway", async () => {
    const { job } = await startCompleted({ result: [504, "html-504", "still-in-progress", 404] });
    const seen: unknown[] = [];
    for (let look = 0; look < 5; look++) {
      const { http, headers } = await job.result();
      seen.push([http, headers.has("x-fal-error-type")]);
    }
    expect(seen).toEqual([
      [504, true],
      [504, false],
      [400, false],
      [404, false],
      [200, false],
    ]);
  });

  test.each([
    ["no-video", undefined],
    [{ videoUrl: "" }, ""],
    [{ videoUrl: "javascript:alert(1)" }, "javascript:alert(1)"],
  ] as const)("gives no video that can be shown: %j", async (result, url) => {
    const { job } = await startCompleted({ result });
    const { http, body } = await job.result();
    expect([http, body.video?.url]).toEqual([200, url]);
  });

  test("gives a video that is gone when it is played", async () => {
    const { job, ask } = await startCompleted({ video: [404] });
    const { url } = (await job.result()).body.video;
    expect([(await ask(url)).http, (await ask(url)).http]).toEqual([404, 200]);
  });
});

test("cancel fails, and the job goes on", async () => {
  const { fal, start, moveTo } = createTestFal({ queueMs: 1000, runMs: 1000 });
  fal.script({ cancel: [500, 404, { acceptThen: 502 }] });
  const job = await start();
  expect((await job.cancel()).http).toBe(500);
  expect((await job.cancel()).http).toBe(404);
  expect(fal.ledger[0]).toMatchObject({ canceledAt: null, cancelAttempts: 2 });
  expect((await job.cancel()).http).toBe(502);
  expect(fal.ledger[0]?.canceledAt).not.toBeNull();
  moveTo(2000);
  expect((await job.result()).http).toBe(499);
});

test("defaults hold for every job that has no script of its own", async () => {
  const { fal, start } = createTestFal({ defaults: { status: [503] } });
  for (let index = 0; index < 2; index++) {
    const job = await start();
    expect([(await job.status()).http, (await job.status()).http]).toEqual([503, 202]);
  }
  fal.setDefaults({ status: [429] });
  fal.script({ status: "truth" });
  expect((await (await start()).status()).http).toBe(202);
  expect((await (await start()).status()).http).toBe(429);
  fal.reset();
  expect((await (await start()).status()).http).toBe(503);
});
