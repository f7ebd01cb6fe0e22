import { expect, test } from "vitest";
import { pollInterval, type PollState } from "../../src/queries/pollInterval.js";

const well: PollState = {
  dataUpdatedAt: 10_000,
  errorUpdatedAt: 0,
  errorUpdateCount: 0,
  error: null,
};

/** How long each wait is while every look fails, in seconds. */
function waits(count: number, dataUpdatedAt: number): number[] {
  let now = 10_000;
  return Array.from({ length: count }, (_, index) => {
    const error = { retryAfterMs: undefined };
    const state = { dataUpdatedAt, errorUpdatedAt: now, errorUpdateCount: index + 1, error };
    const waitMs = pollInterval(state, 1_500, false);
    now += waitMs;
    return waitMs / 1_000;
  });
}

test("while all is well it is the live interval, and a slow one where nobody looks", () => {
  expect(pollInterval(well, 1_500, false)).toBe(1_500);
  expect(pollInterval(well, 1_500, true)).toBe(30_000);
});

test.each([
  ["after an answer", 10_000],
  ["without any answer yet", 0],
])("N06: the longer it fails %s, the longer the waits, up to 30 s", (_, dataUpdatedAt) => {
  const all = waits(20, dataUpdatedAt);
  expect(all[0]).toBeLessThan(2);
  expect(Math.max(...all)).toBeLessThanOrEqual(30);
  expect(all.at(-1)).toBeGreaterThan(20);
});

test("N06: pages whose looks fail at different moments do not ask in step", () => {
  const all = [0, 250, 500, 750].map((ms) => {
    const state = { ...well, errorUpdatedAt: 100_000 + ms, errorUpdateCount: 12, error: {} };
    return pollInterval(state, 1_500, false);
  });
  expect(new Set(all).size).toBe(4);
  expect(Math.max(...all)).toBeLessThanOrEqual(30_000);
});

test("N05: a server that says how long is obeyed", () => {
  const error = { retryAfterMs: 45_000 };
  const state = { ...well, errorUpdatedAt: 11_000, errorUpdateCount: 1, error };
  expect(pollInterval(state, 1_500, false)).toBe(45_000);
});

test("a server that asks for days is asked again sooner, and no timer overflows", () => {
  const error = { retryAfterMs: 30 * 24 * 60 * 60_000 };
  const state = { ...well, errorUpdatedAt: 11_000, errorUpdateCount: 1, error };
  expect(pollInterval(state, 1_500, false)).toBe(5 * 60_000);
});

test("it is the same however often it is asked: a render must not start the wait anew", () => {
  const state = { ...well, errorUpdatedAt: 17_321, errorUpdateCount: 3, error: {} };
  expect(new Set(Array.from({ length: 5 }, () => pollInterval(state, 1_500, false))).size).toBe(1);
});

test("an answer after a failure is the end of the failure", () => {
  const state = { ...well, errorUpdatedAt: 9_000, errorUpdateCount: 4, error: {} };
  expect(pollInterval(state, 1_500, false)).toBe(1_500);
});
