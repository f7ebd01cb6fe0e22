import { describe, expect, it, vi, onTestFinished } from "vitest";
import {
  createKlingProxy,
  createMemoryStore,
  type KlingProxyOptions,
} from "../../src/server/index.js";

const GOOD: KlingProxyOptions = {
  falKey: "id:secret",
  authorize: () => null,
  store: createMemoryStore(),
  production: true,
};

function start(options: { [name in keyof KlingProxyOptions]?: unknown }) {
  return () => createKlingProxy({ ...GOOD, ...options } as KlingProxyOptions);
}

it("starts with a key, somebody to ask who may use it, and a store", () => {
  expect(start({})).not.toThrow();
});

describe("a proxy that would not be safe does not start, and says what is missing", () => {
  it.each<[string, Parameters<typeof start>[0], RegExp]>([
    ["no store in production", { store: undefined }, /store is missing.*paid for twice.*Pass/],
    [
      "open to the public without a budget",
      { authorize: "public" },
      /"public" and there is no budget.*Pass budget/,
    ],
    ["a budget that is a number", { budget: { total: 5 } }, /budget is not understood/],
    ["a budget in cents as a text", { budget: { total: { usd: "5", per: "day" } } }, /budget/],
    ["a budget without an end", { budget: { perUser: { usd: 5 } } }, /budget is not understood/],
    ["a negative budget", { budget: { perUser: { usd: -1, per: "day" } } }, /budget/],
    ["a budget of NaN", { budget: { perUser: { usd: NaN, per: "day" } } }, /budget/],
    ["an endless budget", { budget: { total: { usd: Infinity, per: "day" } } }, /budget/],
    ["a budget of nobody", { budget: { usd: 5, per: "day" } }, /budget knows no "usd"/],
    ["a misspelt budget", { budget: { user: { usd: 5, per: "day" } } }, /budget knows no "user"/],
    ["a misspelt rate", { requestsPerMinute: { submit: 5 } }, /knows no "submit"/],
    ["a misspelt policy", { policy: { duration: ["5"] } }, /policy knows no "duration"/],
    ["a time of NaN", { submitTimeoutMs: Number(undefined) }, /submitTimeoutMs/],
    ["a time without end", { submitTimeoutMs: Infinity }, /submitTimeoutMs/],
    ["no time to read", { readTimeoutMs: 0 }, /readTimeoutMs/],
    ["a rate that is no number", { requestsPerMinute: { submits: "10" } }, /requestsPerMinute/],
    ["a rate of NaN", { requestsPerMinute: { reads: NaN } }, /requestsPerMinute.reads/],
    ["a stream of no time", { streamMaxMs: 0 }, /streamMaxMs/],
    ["a stream of NaN", { streamMaxMs: NaN }, /streamMaxMs/],
    ["a webhook that fal cannot reach", { webhookUrl: "/api/fal/webhook" }, /webhookUrl/],
    ["a webhook on this machine", { webhookUrl: "http://localhost/hook" }, /webhookUrl/],
  ])("%s", (_, options, sentence) => {
    expect(start(options)).toThrow(sentence);
  });
});

it("open to the public within a budget, it starts", () => {
  const budget = { total: { usd: 20, per: "day" } };
  expect(start({ authorize: "public", budget })).not.toThrow();
});

describe("what is production", () => {
  it.each([
    ["production", true],
    ["staging", true],
    ["", true],
    [undefined, true],
    ["development", false],
    ["test", false],
  ])("NODE_ENV %j", (environment, isProduction) => {
    vi.stubEnv("NODE_ENV", environment);
    onTestFinished(() => void vi.unstubAllEnvs());
    const attempt = start({ store: undefined, production: undefined });
    if (isProduction) expect(attempt).toThrow(/store is missing/);
    else expect(attempt).not.toThrow();
  });
});
