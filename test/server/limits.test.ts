import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { KlingBudget } from "../../src/server/index.js";
import type { Fault } from "../../src/simulator/index.js";
import { INITIATE_URL, INPUT, post } from "./support/requests.js";
import { type Answer, send } from "./support/send.js";
import { startGuarded } from "./support/startGuarded.js";

// A minute that ended in the middle of a test would be counted anew.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 31, 12, 0, 5) });
});
afterEach(() => {
  vi.useRealTimers();
});

const FREE = { submits: 1_000, misses: 1_000 };

function perDay(usd: number): KlingBudget {
  return { usd, per: "day" };
}

function countOf(answers: readonly Answer[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}

describe("the budget", () => {
  it("attack 27: 50 at once at the last dollar never spend more, and spend all that fits", async () => {
    const { submit, simulator } = await startGuarded({
      budget: { total: perDay(1.06) },
      requestsPerMinute: FREE,
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => submit({ user: `user${index}` })),
    );
    // 3 × $0.35 fit.
    expect(simulator.posts).toHaveLength(3);
    expect(countOf(answers, 200)).toBe(3);
    expect(countOf(answers, 429)).toBe(47);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.json()).toMatchObject({ reason: "budget_spent" });
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused?.headers["retry-after"])).toBeLessThanOrEqual(86_400);
  });

  it("is each visitor's own, and ten seconds cost twice as much", async () => {
    const { submit, simulator } = await startGuarded({ budget: { perUser: perDay(0.7) } });
    const long = { ...INPUT, duration: "10" };
    expect((await submit({ user: "ada", input: long })).status).toBe(200);
    expect((await submit({ user: "ada" })).status).toBe(429);
    expect((await submit({ user: "bob" })).status).toBe(200);
    expect((await submit({ user: "bob" })).status).toBe(200);
    expect((await submit({ user: "bob" })).status).toBe(429);
    expect(simulator.posts).toHaveLength(3);
  });

  it("what all together may not spend does not count for the visitor", async () => {
    const { submit, simulator } = await startGuarded({
      budget: { perUser: perDay(0.35), total: { usd: 0.35, per: "hour" } },
    });
    expect((await submit({ user: "ada" })).status).toBe(200);
    expect((await submit({ user: "bob" })).status).toBe(429);
    vi.setSystemTime(Date.UTC(2026, 0, 31, 13, 0, 5));
    expect((await submit({ user: "ada" })).status).toBe(429);
    expect((await submit({ user: "bob" })).status).toBe(200);
    expect(simulator.posts).toHaveLength(2);
  });

  it("is what authorize says of the visitor, where it says so", async () => {
    const { submit } = await startGuarded({
      budget: { perUser: perDay(100) },
      authorize: () => ({ userId: "ada", limits: { budget: perDay(0.35) } }),
    });
    expect((await submit()).status).toBe(200);
    expect((await submit()).status).toBe(429);
  });

  it("nothing is sent for a visitor whose budget authorize does not write as one", async () => {
    const limits = { budget: { usd: "5" } } as unknown as { budget: KlingBudget };
    const { submit, simulator } = await startGuarded({
      authorize: () => ({ userId: "ada", limits }),
    });
    const answer = await submit();
    expect(answer.json()).toMatchObject({ reason: "proxy_error", outcome: "not_sent" });
    expect(simulator.posts).toHaveLength(0);
  });

  it("begins anew with the next day", async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 31, 23, 59, 50));
    const { submit } = await startGuarded({ budget: { perUser: perDay(0.35) } });
    expect((await submit()).status).toBe(200);
    const refused = await submit();
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toBe("10");
    vi.setSystemTime(Date.UTC(2026, 1, 1, 0, 0, 1));
    expect((await submit()).status).toBe(200);
  });

  it.each<[string, Fault]>([
    ["the account has no credit", "balance"],
    ["fal refuses the input", { type: "content_policy_violation", field: "prompt" }],
    ["fal asks to wait", "rate-limited"],
  ])("is given back where %s", async (_, fault) => {
    const { submit, simulator } = await startGuarded({ budget: { perUser: perDay(0.35) } });
    simulator.script({ submit: fault });
    expect((await submit()).status).toBeGreaterThanOrEqual(400);
    expect((await submit()).status).toBe(200);
  });

  it("is given back where fal could not be reached", async () => {
    let isReachable = false;
    const { submit } = await startGuarded({
      budget: { perUser: perDay(0.35) },
      fetch: () => {
        if (isReachable) return Promise.resolve(Response.json({ request_id: "request-1" }));
        return Promise.reject(Object.assign(new Error("x"), { code: "ECONNREFUSED" }));
      },
    });
    expect((await submit()).json()).toMatchObject({ outcome: "not_sent" });
    isReachable = true;
    expect((await submit()).status).toBe(200);
  });

  it.each<[string, Fault]>([
    ["the connection broke", { acceptThen: "reset" }],
    ["fal answers with an error of its own", 500],
    ["a gateway answers", { acceptThen: "html-502" }],
    ["a gateway answers with success", { status: 200, body: "<p>hello" }],
    ["the answer names no request", { status: 200, body: {} }],
  ])("is kept where %s: nobody knows what was charged", async (_, fault) => {
    const { submit, simulator } = await startGuarded({ budget: { perUser: perDay(0.35) } });
    simulator.script({ submit: fault });
    await submit();
    expect((await submit()).status).toBe(429);
    expect(simulator.posts).toHaveLength(1);
  });

  it("a repeated attempt is not paid for again, and gets its answer when nothing is left", async () => {
    const { submit, simulator } = await startGuarded({
      budget: { perUser: perDay(0.35) },
      requestsPerMinute: { submits: 1 },
    });
    const first = await submit({ attemptId: "attempt-1" });
    expect((await submit({ attemptId: "attempt-2" })).status).toBe(429);
    const again = await submit({ attemptId: "attempt-1" });
    expect(again.status).toBe(200);
    expect(again.json()).toEqual(first.json());
    expect(simulator.posts).toHaveLength(1);
  });

  it("an attempt that was refused for want of money was never made", async () => {
    const { submit, find } = await startGuarded({ budget: { perUser: perDay(0) } });
    await submit({ attemptId: "attempt-1" });
    expect((await find("attempt-1")).json()).toMatchObject({ reason: "unknown_attempt" });
  });
});

describe("requests per minute", () => {
  it("attack 26: 100 submits of one visitor at once: the limit holds, others are served", async () => {
    const { submit, simulator } = await startGuarded();
    const answers = await Promise.all(Array.from({ length: 100 }, () => submit()));
    expect(countOf(answers, 200)).toBe(10);
    expect(countOf(answers, 429)).toBe(90);
    expect(simulator.posts).toHaveLength(10);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.json()).toMatchObject({ reason: "rate_limited" });
    expect(Number(refused?.headers["retry-after"])).toBeLessThanOrEqual(60);
    expect((await submit({ user: "bob" })).status).toBe(200);
  });

  it("attack 29: a forged address makes no other visitor", async () => {
    const { submit } = await startGuarded({ requestsPerMinute: { submits: 1 } });
    expect((await submit({ headers: { "x-forwarded-for": "203.0.113.1" } })).status).toBe(200);
    expect((await submit({ headers: { "x-forwarded-for": "203.0.113.2" } })).status).toBe(429);
  });

  it("attack 22: guessing request ids ends after a few, one's own are still answered", async () => {
    const { submit, status } = await startGuarded({ requestsPerMinute: { misses: 5 } });
    const own = String((await submit()).json().request_id);
    const guesses: number[] = [];
    for (let index = 0; index < 7; index += 1) {
      guesses.push((await status(`00000000-0000-0000-0000-00000000000${index}`)).status);
    }
    expect(guesses).toEqual([404, 404, 404, 404, 404, 429, 429]);
    expect((await status(own)).status).toBeLessThan(300);
  });

  it("attack 42: uploads are counted", async () => {
    const { proxy } = await startGuarded({ requestsPerMinute: { uploads: 2 } });
    const body = { content_type: "image/png", file_name: "fox.png" };
    const upload = () => send(proxy, post(INITIATE_URL, body, { cookie: "user=ada" }));
    const answers = [await upload(), await upload(), await upload()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  });

  it("looks are counted, and the asking for an attempt is not", async () => {
    const { submit, status, find } = await startGuarded({ requestsPerMinute: { reads: 1 } });
    const requestId = String((await submit({ attemptId: "attempt-1" })).json().request_id);
    expect((await status(requestId)).status).toBeLessThan(300);
    expect((await status(requestId)).status).toBe(429);
    // Taken for the attempt's own answer, a 429 would say that nothing was charged.
    expect((await find("attempt-1")).status).toBe(200);
  });

  it("visitors of a public proxy are not held back by each other", async () => {
    const { submit } = await startGuarded({
      authorize: "public",
      budget: { total: perDay(100) },
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit()));
    expect(countOf(answers, 200)).toBe(20);
  });
});

describe("a store that is down", () => {
  it("attack 28: nothing is sent, what is under way can be followed, cancel waits", async () => {
    const { submit, status, result, cancel, find, store, proxy, simulator } = await startGuarded({
      budget: { perUser: perDay(5) },
    });
    const requestId = String((await submit()).json().request_id);
    store.isDown = true;
    // The page asks for a sign of life first, and then sends nothing.
    const ping = await send(proxy, { headers: { cookie: "user=ada" } });
    const refused = await submit();
    for (const answer of [ping, refused]) {
      expect(answer.status).toBe(503);
      expect(answer.json()).toMatchObject({ reason: "store_unavailable", outcome: "not_sent" });
      expect(answer.text).not.toContain("password-canary");
    }
    expect((await find("attempt-1")).json()).toMatchObject({ outcome: "unknown" });
    expect((await status(requestId)).status).toBeLessThan(300);
    expect((await result(requestId)).status).not.toBe(503);
    expect((await cancel(requestId)).status).toBe(503);
    expect(simulator.posts).toHaveLength(1);
    store.isDown = false;
    expect((await send(proxy, { headers: { cookie: "user=ada" } })).status).toBe(204);
    expect((await submit({ attemptId: "attempt-1" })).status).toBe(200);
  });

  it("a named attempt may be the repetition of one that another process has sent: nobody knows", async () => {
    const { submit, store } = await startGuarded();
    store.isDown = true;
    const answer = await submit({ attemptId: "attempt-1" });
    expect(answer.json()).toMatchObject({ reason: "store_unavailable", outcome: "unknown" });
  });

  it("what it has not counted is not given back: an outage raises no budget", async () => {
    const { submit, store, simulator } = await startGuarded({ budget: { total: perDay(0.35) } });
    const { add } = store;
    store.add = (key, amount, ttlS) =>
      key.startsWith("budget") && amount > 0
        ? Promise.reject(new Error("down"))
        : add(key, amount, ttlS);
    for (let press = 0; press < 3; press += 1) expect((await submit()).status).toBe(503);
    store.add = add;
    const answers = [await submit(), await submit(), await submit()];
    expect(answers.map(({ status }) => status)).toEqual([200, 429, 429]);
    expect(simulator.posts).toHaveLength(1);
  });

  it("what is given back after it was emptied does not end the count of its window", async () => {
    const { submit, store, simulator } = await startGuarded({ budget: { total: perDay(0.35) } });
    const lives: number[] = [];
    const { add } = store;
    store.add = (key, amount, ttlS) => {
      if (key.startsWith("budget")) lives.push(ttlS);
      return add(key, amount, ttlS);
    };
    simulator.script({ submit: "balance" });
    await submit();
    expect(lives).toHaveLength(2);
    expect(lives[1]).toBe(lives[0]);
  });

  it("that fails between the claim and the limits refuses, and the attempt is free again", async () => {
    const { submit, store, simulator } = await startGuarded({ budget: { perUser: perDay(5) } });
    const { add } = store;
    store.add = () => Promise.reject(new Error("down"));
    expect((await submit({ attemptId: "attempt-1" })).json()).toMatchObject({
      reason: "store_unavailable",
      outcome: "not_sent",
    });
    store.add = add;
    expect((await submit({ attemptId: "attempt-1" })).status).toBe(200);
    expect(simulator.posts).toHaveLength(1);
  });
});
