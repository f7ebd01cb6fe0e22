import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { KlingProxyEvent } from "../../src/server/index.js";
import { INPUT, post, SUBMIT_URL } from "./support/requests.js";
import { open } from "./support/send.js";
import { startGuarded } from "./support/startGuarded.js";

const PATIENCE = { timeout: 15_000 };

/** Lets a test say when fal answers. */
function createGate() {
  let letGo = () => {};
  const opened = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { opened, letGo };
}

describe("a submit whose answer is late or lost", () => {
  it("attack 38: fal hangs: 504, nobody knows; what fal says later is found, and paid once", async () => {
    const gate = createGate();
    const { submit, find, status, simulator } = await startGuarded({
      submitTimeoutMs: 50,
      fetch: async (request) => {
        const answer = await simulator(request);
        if (request.method === "POST") await gate.opened;
        return answer;
      },
    });
    const late = await submit({ attemptId: "attempt-1" });
    expect(late.status).toBe(504);
    expect(late.json()).toMatchObject({ reason: "upstream_timeout", outcome: "unknown" });
    // fal is still waited for, so the page asks again.
    const underWay = { reason: "in_flight", outcome: "unknown" };
    expect((await find("attempt-1")).json()).toMatchObject(underWay);
    expect((await submit({ attemptId: "attempt-1" })).json()).toMatchObject(underWay);
    gate.letGo();
    await vi.waitFor(async () => expect((await find("attempt-1")).status).toBe(200), PATIENCE);
    const requestId = String((await find("attempt-1")).json().request_id);
    expect(requestId).toBe(simulator.ledger[0]?.requestId);
    expect((await status(requestId)).status).toBeLessThan(300);
    expect(simulator.posts).toHaveLength(1);
  }, 30_000);

  it("an attempt is under way for as long as fal is waited for, and unknown after that", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { submit, find } = await startGuarded({
      submitTimeoutMs: 50,
      fetch: () => new Promise(() => undefined),
    });
    await submit({ attemptId: "attempt-1" });
    vi.setSystemTime(Date.now() + 230_000);
    expect((await find("attempt-1")).json()).toMatchObject({ reason: "in_flight" });
    vi.setSystemTime(Date.now() + 20_000);
    expect((await find("attempt-1")).json()).toMatchObject({ reason: "answer_lost" });
  });

  it("attack 39: the browser leaves in the middle: the submit goes on and is written down", async () => {
    const gate = createGate();
    const { proxy, find, simulator } = await startGuarded({
      fetch: async (request) => {
        await gate.opened;
        return simulator(request);
      },
    });
    const browser = new AbortController();
    const named = { "x-kling-attempt-id": "attempt-1", cookie: "user=ada" };
    const gone = open(proxy, {
      ...post(SUBMIT_URL, INPUT, named),
      signal: browser.signal,
    }).catch(() => "gone");
    await vi.waitFor(async () => expect((await find("attempt-1")).status).toBe(409), PATIENCE);
    browser.abort();
    expect(await gone).toBe("gone");
    gate.letGo();
    await vi.waitFor(async () => expect((await find("attempt-1")).status).toBe(200), PATIENCE);
    expect(simulator.posts).toHaveLength(1);
  });

  it("a serverless host is asked to wait until a submit is written down", async () => {
    const waited: Promise<unknown>[] = [];
    const { submit, find } = await startGuarded({ waitUntil: (promise) => waited.push(promise) });
    await submit({ attemptId: "attempt-1" });
    expect(waited).toHaveLength(1);
    await Promise.all(waited);
    expect((await find("attempt-1")).status).toBe(200);
  });

  it("an answer that was lost on the way from fal is written down as lost", async () => {
    const { submit, find, simulator } = await startGuarded();
    simulator.script({ submit: { acceptThen: "reset" } });
    const first = await submit({ attemptId: "attempt-1" });
    expect(first.json()).toMatchObject({ reason: "upstream_unreachable", outcome: "unknown" });
    expect((await find("attempt-1")).json()).toEqual(first.json());
    expect((await submit({ attemptId: "attempt-1" })).json()).toEqual(first.json());
    expect(simulator.posts).toHaveLength(1);
  });

  it("a host whose waitUntil throws still gets the answer", async () => {
    const { submit } = await startGuarded({
      waitUntil: () => {
        throw new Error("outside of a request");
      },
    });
    expect((await submit()).status).toBe(200);
  });

  it("a store that fails after the POST loses nothing: the answer is given, found, and written later", async () => {
    const { submit, find, status, store, simulator } = await startGuarded({
      fetch: async (request) => {
        const answer = await simulator(request);
        if (request.method === "POST") store.isDown = true;
        return answer;
      },
    });
    const first = await submit({ attemptId: "attempt-1" });
    expect(first.status).toBe(200);
    const requestId = String(first.json().request_id);
    expect((await find("attempt-1")).json()).toEqual(first.json());
    // The browser's own repetition must not hear that nothing was sent.
    expect((await submit({ attemptId: "attempt-1" })).json()).toMatchObject({ outcome: "unknown" });
    store.isDown = false;
    const key = `answer:`;
    const seen = vi.spyOn(store, "set");
    await vi.waitFor(() => {
      expect(seen.mock.calls.some(([name]) => name.startsWith(key))).toBe(true);
    }, PATIENCE);
    expect((await submit({ attemptId: "attempt-1" })).json()).toEqual(first.json());
    expect((await status(requestId)).status).toBeLessThan(300);
    expect((await status(requestId, "eve")).status).toBe(404);
    expect(simulator.posts).toHaveLength(1);
  });

  it("a store that hangs does not keep fal's answer from the browser", async () => {
    const { submit, store, simulator } = await startGuarded({
      submitTimeoutMs: 1_000,
      fetch: async (request) => {
        const answer = await simulator(request);
        if (request.method === "POST") store.set = () => new Promise(() => undefined);
        return answer;
      },
    });
    expect((await submit({ attemptId: "attempt-1" })).status).toBe(200);
  }, 30_000);

  it("an attempt whose sender is gone is unknown after its time, and never sent again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { submit, find, simulator } = await startGuarded({
      // As a process leaves it that ends between the POST and its answer.
      fetch: (request) => simulator(request).then(() => new Promise(() => undefined)),
    });
    void submit({ attemptId: "attempt-1" }).catch(() => undefined);
    await vi.waitFor(() => expect(simulator.posts).toHaveLength(1), PATIENCE);
    expect((await find("attempt-1")).status).toBe(409);
    vi.setSystemTime(Date.now() + 120_000);
    const lost = { reason: "answer_lost", outcome: "unknown" };
    expect((await find("attempt-1")).json()).toMatchObject(lost);
    expect((await submit({ attemptId: "attempt-1" })).json()).toMatchObject(lost);
    expect(simulator.posts).toHaveLength(1);
  });

  it("a repeated request waits a little for the first one's answer, and then gets 409", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { submit, simulator } = await startGuarded({
      fetch: (request) => simulator(request).then(() => new Promise(() => undefined)),
    });
    void submit({ attemptId: "attempt-1" }).catch(() => undefined);
    await vi.waitFor(() => expect(simulator.posts).toHaveLength(1), PATIENCE);
    let isAnswered = false;
    const repeated = submit({ attemptId: "attempt-1" }).finally(() => {
      isAnswered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(isAnswered).toBe(false);
    vi.setSystemTime(Date.now() + 6_000);
    const answer = await repeated;
    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({ reason: "in_flight", outcome: "unknown" });
    expect(simulator.posts).toHaveLength(1);
  });

  it("a page that does not name its attempt is served, within the budget, and owns its request", async () => {
    const { submit, status } = await startGuarded({
      budget: { perUser: { usd: 0.35, per: "day" } },
    });
    const requestId = String((await submit()).json().request_id);
    expect((await status(requestId)).status).toBeLessThan(300);
    expect((await status(requestId, "eve")).status).toBe(404);
    expect((await submit()).status).toBe(429);
  });
});

describe("what the host is told", () => {
  async function startListening(options: Parameters<typeof startGuarded>[0] = {}) {
    const events: KlingProxyEvent[] = [];
    const guarded = await startGuarded({
      ...options,
      onEvent: (event) => {
        events.push(event);
        throw new Error("the host's own logger fails");
      },
    });
    return { ...guarded, events };
  }

  it("accepted, completed and charged, once each, with one name for the generation", async () => {
    const { submit, result, events } = await startListening({ script: { queueMs: 0, runMs: 0 } });
    const requestId = String((await submit({ attemptId: "attempt-1" })).json().request_id);
    await submit({ attemptId: "attempt-1" });
    expect((await result(requestId)).status).toBe(200);
    await vi.waitFor(() => expect(events).toHaveLength(3), PATIENCE);
    await result(requestId);
    // Long enough for what would be told a second time.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const attempt = expect.stringMatching(/^[\w-]{43}$/);
    expect(events).toEqual([
      { type: "accepted", userId: "ada", attempt, duration: "5", priceUsd: 0.35 },
      { type: "completed", userId: "ada", attempt },
      { type: "charged", userId: "ada", attempt, units: 5, usd: 0.35 },
    ]);
    expect(JSON.stringify(events)).not.toContain(requestId);
    expect(new Set(events.map((event) => "attempt" in event && event.attempt)).size).toBe(1);
  });

  it("who was refused what, and why", async () => {
    const { submit, status, target, simulator, events } = await startListening({
      policy: { durations: ["5"] },
    });
    await submit({ user: "" });
    await submit({ input: { ...INPUT, duration: "10" } });
    await submit({ input: { ...INPUT, prompt: "" } });
    await status("764cabcf-b745-4b3e-ae38-1200304cf45b");
    await target("https://evil.example/");
    simulator.script({ submit: "balance" });
    await submit();
    await vi.waitFor(() => expect(events).toHaveLength(6), PATIENCE);
    const refused = { type: "refused", userId: "ada", operation: "submit" };
    expect(events).toEqual([
      { ...refused, userId: null, status: 401, reason: "unauthorized" },
      { ...refused, status: 403, reason: "policy" },
      { ...refused, status: 422, reason: "invalid_body" },
      { ...refused, operation: "status", status: 404, reason: "unknown_request" },
      { ...refused, userId: null, operation: null, status: 400, reason: "invalid_target" },
      { ...refused, status: 403, reason: "fal" },
    ]);
  });

  it("that nobody knows what became of a submit, and that the store failed", async () => {
    const { submit, store, simulator, events } = await startListening();
    simulator.script({ submit: { acceptThen: "reset" } });
    await submit();
    store.isDown = true;
    await submit();
    await vi.waitFor(() => expect(events).toHaveLength(3), PATIENCE);
    expect(events.map(({ type }) => type)).toEqual(["unconfirmed", "store-failed", "refused"]);
    expect(events[2]).toMatchObject({ status: 503, reason: "store_unavailable" });
  });
});
