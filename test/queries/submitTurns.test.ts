import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { sendInput } from "../../src/hooks/sendInput.js";
import { cancelGeneration } from "../../src/queries/cancelGeneration.js";
import { memoryStorage } from "../../src/records/browserStorage.js";
import { createRecordStore } from "../../src/records/createRecordStore.js";
import { INPUT, startTransport } from "../support/startTransport.js";

const JOB_MS = 600;
const leave: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of leave.splice(0)) await stop();
});

let visitors = 0;

/** A visitor's page; it has no component that follows anything. */
async function openPage(concurrency: number, options: Parameters<typeof startTransport>[1] = {}) {
  const fal = await startTransport({}, options);
  fal.simulator.setDefaults({ queueMs: 100, runMs: JOB_MS - 100 });
  leave.push(fal.close);
  const records = { namespace: `turns-${(visitors += 1)}`, storage: memoryStorage() };
  const store = createRecordStore(records);
  const client = new QueryClient();
  const { transport, simulator } = fal;
  const context = { transport, store, client, price: undefined, frames: {}, concurrency };
  const send = (prompt: string) => sendInput(context, { ...INPUT, prompt });
  const find = (prompt: string) => store.getRecords().find(({ input }) => input.prompt === prompt);
  const phases = () => store.getRecords().map(({ progress }) => progress.phase);
  const cancel = (prompt: string) => cancelGeneration(context, find(prompt)?.attemptId ?? "");
  /** Another tab of the visitor, in which the list is shown. */
  const openTab = () => {
    const tab = createRecordStore(records);
    leave.push(tab.subscribe(() => {}));
    return { ...context, store: tab };
  };
  return { openTab, simulator, client, send, cancel, phases };
}

/** The most jobs that fal had at one time, by its own word. */
function mostAtOnce(simulator: Awaited<ReturnType<typeof openPage>>["simulator"]): number {
  const starts = simulator.ledger.map(({ acceptedAt }) => acceptedAt);
  return Math.max(
    ...starts.map((now) => starts.filter((at) => at <= now && now < at + JOB_MS).length),
  );
}

test.each([1, 2, 3])(
  "with a limit of %d fal never has more, and all are made",
  async (concurrency) => {
    const { simulator, send } = await openPage(concurrency);
    const prompts = ["1", "2", "3", "4", "5"];
    const outcomes = await Promise.all(prompts.map(send));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(simulator.posts).toHaveLength(5);
    expect(mostAtOnce(simulator)).toBe(concurrency);
  },
  30_000,
);

test("those that wait are sent in the order of the presses", async () => {
  const { simulator, send } = await openPage(1);
  const prompts = ["1", "2", "3", "4"];
  await Promise.all(prompts.map(send));
  const sent = simulator.posts.map(({ input }) => input);
  expect(sent).toMatchObject(prompts.map((prompt) => ({ prompt })));
}, 30_000);

test("whatever is taken back while it waits is not sent, and the others move up", async () => {
  const { simulator, send, cancel, phases } = await openPage(1);
  const outcomes = ["1", "2", "3", "4"].map(send);
  await vi.waitFor(() => expect(phases().slice(1)).toEqual(["waiting", "waiting", "waiting"]));
  await Promise.all([cancel("2"), cancel("3")]);
  expect((await Promise.all(outcomes)).map(({ ok }) => ok)).toEqual([true, false, false, true]);
  expect(simulator.posts.map(({ input }) => input)).toMatchObject([
    { prompt: "1" },
    { prompt: "4" },
  ]);
}, 30_000);

test("one that fails before it is sent gives its turn to the next", async () => {
  let calls = 0;
  const headers = () => {
    calls += 1;
    if (calls === 1) throw new Error("the host's own");
    return {};
  };
  const { simulator, send, phases } = await openPage(1, { headers });
  const [first, second] = await Promise.all(["1", "2"].map(send));
  expect(first).toMatchObject({ ok: false, error: { code: "not-sent", charged: "no" } });
  expect(second).toMatchObject({ ok: true });
  expect(phases()).toEqual(["failed", "accepted"]);
  expect(simulator.posts.map(({ input }) => input)).toMatchObject([{ prompt: "2" }]);
}, 30_000);

test("one that waits is taken back from another tab", async () => {
  const { openTab, simulator, send, phases } = await openPage(1);
  const outcomes = ["1", "2"].map(send);
  await vi.waitFor(() => expect(phases()[1]).toBe("waiting"));
  const tab = openTab();
  const find = () => tab.store.getRecords().find(({ input }) => input.prompt === "2");
  await vi.waitFor(() => expect(find()?.progress.phase).toBe("waiting"));
  await cancelGeneration(tab, find()?.attemptId ?? "");
  await Promise.all(outcomes);
  await vi.waitFor(() =>
    expect(find()?.progress).toMatchObject({ phase: "canceled", charged: "no" }),
  );
  expect(simulator.posts).toHaveLength(1);
}, 30_000);

test("a page in which nobody waits follows nothing by itself", async () => {
  const { client, send, cancel, phases } = await openPage(1);
  const followed = () => client.getQueryCache().findAll({ type: "active" });
  const outcomes = ["1", "2"].map(send);
  await vi.waitFor(() => expect(phases()).toEqual(["accepted", "waiting"]));
  await vi.waitFor(() => expect(followed()).toHaveLength(1));
  await cancel("2");
  await Promise.all(outcomes);
  expect(followed()).toEqual([]);
}, 30_000);
