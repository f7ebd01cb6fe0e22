import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import { runOnce } from "../../../src/server/runOnce.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test("what takes minutes keeps its lease, and nobody else begins meanwhile", async () => {
  const store = createMemoryStore();
  let runs = 0;
  const run = async () => {
    runs += 1;
    await wait(300_000);
  };
  const first = runOnce(store, "key", run);
  await vi.advanceTimersByTimeAsync(250_000);
  const second = runOnce(store, "key", run);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await second).toBe("busy");
  await vi.advanceTimersByTimeAsync(40_000);
  expect(await first).toBe("done");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await runOnce(store, "key", run)).toBe("done");
  expect(runs).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("one that has lost its lease does not take it from another", async () => {
  const store = createMemoryStore();
  const failing = runOnce(store, "key", async () => {
    await store.set("key", "the lease of another", 60);
    await wait(25_000);
    throw new Error("It was frozen for too long.");
  }).catch(() => "failed");
  await vi.advanceTimersByTimeAsync(25_000);
  expect(await failing).toBe("failed");
  expect(await store.get("key")).toBe("the lease of another");
});
