import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { toGeneration } from "../../src/model/toGeneration.js";
import { RECORD_VERSION, type GenerationRecord, type RecordPhase } from "../../src/model/record.js";
import type { StatusFacts } from "../../src/model/status.js";
import { cancelGeneration } from "../../src/queries/cancelGeneration.js";
import { klingVideoKeys } from "../../src/queries/klingVideoKeys.js";
import { submitGeneration } from "../../src/queries/submitGeneration.js";
import { memoryStorage } from "../../src/records/browserStorage.js";
import { createRecordStore } from "../../src/records/createRecordStore.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { INPUT, startTransport } from "../support/startTransport.js";

const leave: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of leave.splice(0)) await stop();
});

let pages = 0;

/** A visitor's page with a press of Generate in it. */
async function press(
  script: FaultScript = {},
  options: Parameters<typeof startTransport>[1] = {},
  phase: RecordPhase["phase"] & ("uploading" | "submitting") = "submitting",
) {
  const fal = await startTransport(script, options);
  const storage = memoryStorage();
  const namespace = `page-${(pages += 1)}`;
  const openPage = () => {
    const store = createRecordStore({ namespace, storage });
    leave.push(store.subscribe(() => {}));
    return store;
  };
  leave.push(fal.close);
  const store = openPage();
  const client = new QueryClient();
  const record: GenerationRecord = {
    v: RECORD_VERSION,
    attemptId: "a",
    slot: "default",
    input: INPUT,
    priceUsd: 0.35,
    submittedAt: Date.now(),
    progress: { phase },
  };
  store.begin(record, { input: INPUT, isCancelPending: false });
  const context = { transport: fal.transport, store, client };
  return { ...fal, ...context, context, openPage, progress: () => store.getRecord("a")?.progress };
}

test("a host whose subscriber to the query cache throws does not lose the request id", async () => {
  const { client, context, simulator, progress } = await press();
  client.getQueryCache().subscribe(() => {
    throw new Error("the host's own");
  });
  const outcome = await submitGeneration(context, "a");
  const { requestId } = simulator.ledger[0] ?? {};
  expect(outcome).toEqual({ ok: true, requestId });
  expect(progress()).toMatchObject({ phase: "accepted", requestId });
});

test("Q16: a cancel of a request that fal does not know yet is none: the job goes on", async () => {
  const notFound = { status: 404, body: { status: "NOT_FOUND" } };
  const { context, store, progress } = await press({ queueMs: 60_000, cancel: notFound });
  await submitGeneration(context, "a");
  await cancelGeneration(context, "a");
  expect(progress()).toEqual({ phase: "accepted", requestId: expect.any(String) });
  expect(store.getCancelError("a")).toMatchObject({ code: "cancel-failed" });
});

test.each([
  ["waits", 60_000, true],
  ["runs, though it was last seen waiting,", 0, false],
])("Q16: a cancel is known to be free only where fal says that it %s", async (...given) => {
  const [, queueMs, isQueuedAtCancel] = given;
  const { context, progress } = await press({ queueMs, runMs: 60_000 });
  await submitGeneration(context, "a");
  await cancelGeneration(context, "a");
  expect(progress()).toMatchObject({ isCancelAccepted: true, isQueuedAtCancel });
});

test("Q16: a second cancel does not take back what fal has accepted", async () => {
  const { context, simulator, progress } = await press({ queueMs: 60_000 });
  await submitGeneration(context, "a");
  await Promise.all([cancelGeneration(context, "a"), cancelGeneration(context, "a")]);
  await cancelGeneration(context, "a");
  expect(simulator.count("cancel")).toBe(1);
  expect(progress()).toMatchObject({ isCancelAccepted: true, isQueuedAtCancel: true });
});

test("Q16: a look that fails before the cancel does not stop it, and promises nothing", async () => {
  const { context, progress } = await press({ queueMs: 60_000, status: "reset" });
  await submitGeneration(context, "a");
  await cancelGeneration(context, "a");
  expect(progress()).toMatchObject({ isCancelAccepted: true, isQueuedAtCancel: false });
});

test("Q16: only a cancel that fal has accepted can end it", async () => {
  const { context, client, transport, progress } = await press({ queueMs: 60_000 });
  const outcome = await submitGeneration(context, "a");
  await cancelGeneration(context, "a");
  expect(progress()).toMatchObject({ isCancelAccepted: true });
  const requestId = outcome.ok ? outcome.requestId : "";
  const status = client.getQueryData<StatusFacts>(klingVideoKeys.status(transport.id, requestId));
  const record = context.store.getRecord("a");
  const generation = toGeneration({ record, status, outcome: { type: "canceled" } });
  expect(generation).toMatchObject({ status: "canceled", charged: "no" });
});

test("an attempt that another page has declared unsent is not sent after all", async () => {
  let release = () => {};
  const headers = () => new Promise<HeadersInit>((resolve) => (release = () => resolve({})));
  const { context, store, openPage, simulator } = await press({}, { headers }, "uploading");
  const sent = submitGeneration(context, "a");
  await store.save("a");
  // A page that is frozen does not answer for its attempt; another one settles it after a second.
  const other = openPage();
  const error = { code: "interrupted", charged: "no" } as const;
  await vi.waitFor(() => expect(other.getRecord("a")).toBeDefined());
  await other.update("a", { progress: { phase: "failed", error, completedAt: Date.now() } });
  release();
  expect(await sent).toMatchObject({ ok: false, error: { code: "withdrawn", charged: "no" } });
  expect(simulator.posts).toHaveLength(0);
});

test("a press can be taken back while what comes before the request hangs", async () => {
  const headers = () => new Promise<HeadersInit>(() => {});
  const { context, simulator } = await press({}, { headers });
  const sent = submitGeneration(context, "a");
  await cancelGeneration(context, "a");
  expect(await sent).toMatchObject({ ok: false, error: { code: "withdrawn", charged: "no" } });
  expect(simulator.posts).toHaveLength(0);
});

test("a submit that waits for its answer leaves the page alone", async () => {
  const { context } = await press({ submit: { slowMs: 800 } });
  const sent = submitGeneration(context, "a");
  await new Promise((resolve) => setTimeout(resolve, 200));
  const timers = vi.spyOn(globalThis, "setTimeout");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const count = timers.mock.calls.length;
  timers.mockRestore();
  await sent;
  expect(count).toBeLessThan(10); // with `gcTime: 0` it is hundreds
});
