import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogLine } from "../../src/model/logs.js";
import { mergeStatus } from "../../src/model/mergeStatus.js";
import { RECORD_VERSION, type GenerationRecord, type RecordPhase } from "../../src/model/record.js";
import type { QueueStatus, StatusFacts } from "../../src/model/status.js";
import { toGeneration } from "../../src/model/toGeneration.js";
import { KlingVideoError } from "../../src/model/KlingVideoError.js";

const recordWith = (progress: RecordPhase): GenerationRecord => ({
  v: RECORD_VERSION,
  attemptId: "a",
  slot: "default",
  input: { prompt: "A slow wave", image_url: "https://pictures.example/sea.jpg" },
  priceUsd: 0.35,
  submittedAt: 1_000,
  progress,
});
const accepted = recordWith({ phase: "accepted", requestId: "r" });
const facts = (status: QueueStatus["status"], more: Partial<StatusFacts> = {}): StatusFacts => ({
  status,
  queuePosition: null,
  logs: [],
  startedAt: null,
  completedAt: null,
  ...more,
});
const video = { url: "https://media.example/v.mp4" };

test("nothing remembered is idle", () => {
  expect(toGeneration({ record: undefined })).toEqual({ status: "idle" });
});

test.each([
  [{ phase: "uploading" }, "uploading"],
  [{ phase: "waiting" }, "waiting"],
  [{ phase: "submitting" }, "submitting"],
  [{ phase: "unconfirmed", error: { code: "unconfirmed", charged: "maybe" } }, "unconfirmed"],
  [{ phase: "accepted", requestId: "r" }, "in-queue"],
  [{ phase: "completed", requestId: "r", video, completedAt: 2_000 }, "completed"],
  [{ phase: "failed", error: { code: "not-sent", charged: "no" }, completedAt: 2_000 }, "failed"],
  [{ phase: "canceled", charged: "no", completedAt: 2_000 }, "canceled"],
] as const)("what is remembered as %o is shown as %s", (progress, status) => {
  const generation = toGeneration({ record: recordWith(progress) });
  expect(generation).toMatchObject({ status, attemptId: "a", priceUsd: 0.35, connection: "live" });
});

test("an accepted request is shown as fal sees it", () => {
  const show = (status: StatusFacts) => toGeneration({ record: accepted, status });
  expect(show(facts("in-queue", { queuePosition: 3 }))).toMatchObject({
    status: "in-queue",
    queuePosition: 3,
  });
  expect(show(facts("in-progress", { startedAt: 5 }))).toMatchObject({
    status: "in-progress",
    step: "rendering",
    startedAt: 5,
  });
  expect(show(facts("completed"))).toMatchObject({ status: "in-progress", step: "fetching" });
});

test("only the result says that it is completed, failed or canceled", () => {
  const status = facts("completed", { startedAt: 5, completedAt: 9 });
  const show = (outcome: Parameters<typeof toGeneration>[0]["outcome"]) =>
    toGeneration({ record: accepted, status, outcome });
  expect(show({ type: "video", video })).toMatchObject({
    status: "completed",
    video,
    completedAt: 9,
  });
  expect(show({ type: "canceled" })).toMatchObject({ status: "canceled", charged: "maybe" });
  const failed = show({ type: "failed", error: { code: "content-policy", charged: "maybe" } });
  expect(failed).toMatchObject({ status: "failed", error: { requestId: "r" } });
  expect(failed.status === "failed" && failed.error).toBeInstanceOf(KlingVideoError);
});

test("what was canceled in the queue costs nothing, what had begun may", () => {
  const accepted = { phase: "accepted", requestId: "r", isCancelAccepted: true } as const;
  const record = recordWith({ ...accepted, isQueuedAtCancel: true });
  const connectionError = new KlingVideoError({ code: "not-found", charged: "maybe" });
  const canceled = (startedAt: number | null) =>
    toGeneration({ record, status: facts("in-queue", { startedAt }), connectionError });
  expect(canceled(null)).toMatchObject({ status: "canceled", charged: "no" });
  expect(canceled(5)).toMatchObject({ status: "canceled", charged: "maybe" });
  // Seen in the queue some time before says nothing about the moment of the wish.
  const unseen = { record: recordWith(accepted), status: facts("in-queue"), connectionError };
  expect(toGeneration(unseen)).toMatchObject({ status: "canceled", charged: "maybe" });
});

test("Q16: fal not knowing a request yet is no cancel that it has accepted", () => {
  const record = recordWith({ phase: "accepted", requestId: "r", cancelRequestedAt: 3 });
  const connectionError = new KlingVideoError({ code: "not-found", charged: "maybe" });
  const known = { record, status: facts("in-queue"), connectionError, isCancelPending: true };
  expect(toGeneration(known)).toMatchObject({ status: "in-queue", isCanceling: true });
  // Of a page that was closed before fal was asked, nothing is left of the wish.
  expect(toGeneration({ ...known, isCancelPending: false })).toMatchObject({ isCanceling: false });
});

test("what ran where nobody saw it is not said to be free", () => {
  const record = recordWith({ phase: "accepted", requestId: "r", isCancelAccepted: true });
  const status = facts("completed"); // seen neither waiting nor running
  const generation = toGeneration({ record, status, outcome: { type: "canceled" } });
  expect(generation).toMatchObject({ status: "canceled", charged: "maybe" });
});

test("a request that fal does not know is said to be expired only when it is old", () => {
  const outcome = { type: "failed", error: { code: "not-found", charged: "maybe" } } as const;
  const codeAfter = (ms: number) => {
    const status = facts("completed", { completedAt: accepted.submittedAt + ms });
    const generation = toGeneration({ record: accepted, status, outcome });
    return generation.status === "failed" && generation.error.code;
  };
  expect([codeAfter(60_000), codeAfter(2 * 60 * 60_000)]).toEqual(["not-found", "expired"]);
});

test("an error of the connection is no failure", () => {
  const show = (code: "unreachable" | "signed-out") =>
    toGeneration({
      record: accepted,
      status: facts("in-progress"),
      connectionError: new KlingVideoError({ code, charged: "maybe" }),
    });
  expect(show("unreachable")).toMatchObject({ status: "in-progress", connection: "reconnecting" });
  expect(show("signed-out")).toMatchObject({ status: "in-progress", connection: "signed-out" });
});

const line = (n: number): LogLine => ({
  message: `step ${n}`,
  timestamp: new Date(n * 1_000).toISOString(),
  level: "INFO",
});
const all = [line(1), line(2), line(2), line(3), line(4)];
const looks: QueueStatus[] = [
  { status: "in-queue", queuePosition: 2, logs: [] },
  { status: "in-queue", queuePosition: 0, logs: [] },
  { status: "in-progress", queuePosition: null, logs: all.slice(0, 2) },
  { status: "in-progress", queuePosition: null, logs: all.slice(0, 4) },
  { status: "completed", queuePosition: null, logs: all },
];

test("any order, loss or repetition of messages ends in the same state", () => {
  const last = looks.at(-1);
  if (!last) throw new Error("there are looks");
  const ordered = looks.reduce<StatusFacts | undefined>(
    (known, seen) => mergeStatus(known, seen, 1),
    undefined,
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...looks), { maxLength: 12 }), fc.nat(12), (some, at) => {
      const seen = [...some.slice(0, at), last, ...some.slice(at)];
      const merged = seen.reduce<StatusFacts | undefined>(
        (known, look) => mergeStatus(known, look, 1),
        undefined,
      );
      expect(merged?.status).toBe("completed");
      expect(merged?.logs).toEqual(ordered?.logs);
    }),
  );
});

test("Q10: each line is kept once, also where two are equal or their times make no sense", () => {
  const inProgress = (logs: LogLine[]): QueueStatus => ({
    status: "in-progress",
    queuePosition: null,
    logs,
  });
  const odd: LogLine = { message: "no time", timestamp: "never", level: "" };
  const first = mergeStatus(undefined, inProgress([line(1), odd]), 1);
  const second = mergeStatus(first, inProgress([line(1), odd, line(2), line(2)]), 1);
  expect(second.logs).toEqual([line(1), odd, line(2), line(2)]);
});
