import { QueryClient } from "@tanstack/react-query";
import { StrictMode, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { render, type RenderResult } from "vitest-browser-react";
import {
  RECORD_VERSION,
  useKlingVideo,
  useKlingVideos,
  type GenerationRecord,
  type RecordPhase,
  type StartedGeneration,
  type UseKlingVideoOptions,
  type UseKlingVideoResult,
  type UseKlingVideosOptions,
  type UseKlingVideosResult,
} from "../../src/index.js";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";

// The machine may be busy with other things.
const PATIENCE_MS = 30_000;
vi.setConfig({ testTimeout: 3 * PATIENCE_MS });

const inputOf = (prompt: string) => ({ prompt, image_url: "https://pictures.example/boat.jpg" });

let page: RenderResult;
let list: UseKlingVideosResult;
let scope = "";
let visitors = 0;
let most: number;

function List(options: UseKlingVideosOptions) {
  list = useKlingVideos({ proxyUrl: proxyUrl(), scope, ...options });
  most = Math.max(most, list.generations.filter(isAtFal).length);
  return null;
}

/** Being sent, in the queue or being made; what is done is fetched without keeping others waiting. */
function isAtFal(generation: StartedGeneration): boolean {
  if (generation.status === "in-progress") return generation.step === "rendering";
  return generation.status === "submitting" || generation.status === "in-queue";
}

let widget: UseKlingVideoResult;

/** Another component of the page, with one generation of its own. */
function Widget(options: UseKlingVideoOptions) {
  widget = useKlingVideo({ proxyUrl: proxyUrl(), scope, ...options });
  return null;
}

/** Mounts a host app with the list as its last component, in StrictMode, as after a first load. */
async function mount(options: UseKlingVideosOptions = {}, more: ReactNode = null) {
  most = 0;
  page = await render(
    <StrictMode>
      {more}
      <List {...options} />
    </StrictMode>,
  );
}

const statuses = () => list.generations.map(({ status }) => status);
const statusOf = (prompt: string) =>
  list.generations.find(({ input }) => input.prompt === prompt)?.status;
const idOf = (prompt: string) =>
  list.generations.find(({ input }) => input.prompt === prompt)?.attemptId ?? "";
const until = (assertion: () => void | Promise<void>) =>
  vi.waitFor(assertion, { timeout: PATIENCE_MS, interval: 50 });
const untilAll = (status: string, count: number) =>
  until(() => expect(statuses()).toEqual(Array.from({ length: count }, () => status)));

/** As another page of the visitor has noted it. */
function note(attemptId: string, progress: RecordPhase, submittedAt = Date.now()): void {
  const record: GenerationRecord = {
    v: RECORD_VERSION,
    attemptId,
    slot: attemptId,
    input: inputOf(attemptId),
    priceUsd: 0.35,
    submittedAt,
    progress,
  };
  const key = `kling-video:${RECORD_VERSION}:${proxyUrl()}:${scope}:${attemptId}`;
  localStorage.setItem(key, JSON.stringify(record));
}

beforeEach(async () => {
  scope = `visitor-${(visitors += 1)}`;
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
});

// Whatever waits would get its turn in another test: a page outlives its components.
afterEach(async () => {
  const waiting = list.generations.filter(({ status }) => status === "waiting");
  await Promise.all(waiting.map(({ attemptId }) => list.cancel(attemptId)));
});

test("several are started at once, and each ends in its own video", async () => {
  const onCompleted = vi.fn();
  await mount({ concurrency: 3, onCompleted });
  const prompts = ["One", "Two", "Three"];
  const outcomes = await Promise.all(prompts.map((prompt) => list.submit(inputOf(prompt))));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
  await untilAll("completed", 3);

  expect(list.generations.map(({ input }) => input.prompt)).toEqual(["Three", "Two", "One"]);
  const urls = list.generations.map((generation) =>
    generation.status === "completed" ? generation.video.url : "",
  );
  expect(new Set(urls).size).toBe(3);
  const { posts, ledger } = await report();
  expect([posts.length, ledger.length]).toEqual([3, 3]);
  await until(() => expect(onCompleted).toHaveBeenCalledTimes(3));
  const told = onCompleted.mock.calls.map(([{ requestId, input }]) => [input.prompt, requestId]);
  const made = list.generations.map((one) => [
    one.input.prompt,
    one.status === "completed" ? one.requestId : "",
  ]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(made));
});

test("what is beyond the limit waits in the order of the presses, not sent and not paid", async () => {
  await command({ defaults: { queueMs: 60_000 } });
  await mount({ concurrency: 2 });
  ["One", "Two", "Three", "Four"].forEach((prompt) => void list.submit(inputOf(prompt)));
  await until(() => expect(statuses()).toEqual(["waiting", "waiting", "in-queue", "in-queue"]));
  const { posts, ledger } = await report();
  expect([posts.length, ledger.length]).toEqual([2, 2]);

  await list.cancel(idOf("One"));
  await until(() => expect(statusOf("Three")).toBe("in-queue"));
  expect(statusOf("Four")).toBe("waiting");
  expect((await report()).posts).toHaveLength(3);
  expect(most).toBe(2);
});

test("all that waited get their turn, and no more than the limit are ever under way", async () => {
  await mount({ concurrency: 2 });
  const prompts = ["One", "Two", "Three", "Four", "Five"];
  const outcomes = await Promise.all(prompts.map((prompt) => list.submit(inputOf(prompt))));
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  await untilAll("completed", 5);
  expect(most).toBe(2);
  expect((await report()).posts).toHaveLength(5);
});

test("two are under way at once where the host says nothing", async () => {
  await command({ defaults: { queueMs: 60_000 } });
  await mount();
  ["One", "Two", "Three"].forEach((prompt) => void list.submit(inputOf(prompt)));
  await until(() => expect(statuses()).toEqual(["waiting", "in-queue", "in-queue"]));
});

test("one that waits is taken back: nothing is ever sent for it", async () => {
  await command({ script: { queueMs: 200, runMs: 1_500 } });
  await mount({ concurrency: 1 });
  const first = list.submit(inputOf("One"));
  const second = list.submit(inputOf("Two"));
  await until(() => expect(statusOf("Two")).toBe("waiting"));
  await first;
  await list.cancel(idOf("Two"));
  expect(await second).toMatchObject({ ok: false, error: { code: "withdrawn", charged: "no" } });
  expect(list.generations[0]).toMatchObject({ status: "canceled", charged: "no" });
  await until(() => expect(statusOf("One")).toBe("completed"));
  expect((await report()).posts).toHaveLength(1);
});

test("a press with a picture waits for its turn after the upload, with the picture's address", async () => {
  await command({ defaults: { queueMs: 60_000 } });
  await mount({ concurrency: 1 });
  await list.submit(inputOf("One"));
  void list.submit({ prompt: "Two", image_url: await createPicture() });
  await until(() => expect(statusOf("Two")).toBe("waiting"));
  await list.cancel(idOf("One"));
  await until(() => expect(statusOf("Two")).toBe("in-queue"));
  const { posts } = await report();
  expect(posts).toHaveLength(2);
  expect(list.generations[0]?.input.image_url).toContain("/media/");
});

test("one that waited when its page was closed is not sent by the next page, and cost nothing", async () => {
  note("closed", { phase: "waiting" });
  await mount();
  await until(() =>
    expect(list.generations).toMatchObject([
      { status: "failed", error: { code: "interrupted", charged: "no" } },
    ]),
  );
  expect((await report()).posts).toHaveLength(0);
});

test("those that wait get their turn although their component is gone", async () => {
  await mount({ concurrency: 1 });
  const outcomes = ["One", "Two", "Three"].map((prompt) => list.submit(inputOf(prompt)));
  await until(() => expect(statuses()).toHaveLength(3));
  await page.unmount();
  expect((await Promise.all(outcomes)).map(({ ok }) => ok)).toEqual([true, true, true]);
  expect((await report()).posts).toHaveLength(3);
  await mount({ concurrency: 1 });
  await untilAll("completed", 3);
});

test("what another tab has under way counts", async () => {
  await command({ script: { queueMs: 60_000 } });
  await mount({ concurrency: 1 });
  const outcome = await list.submit(inputOf("One"));
  const requestId = outcome.ok ? outcome.requestId : "";
  await page.unmount();

  // The same request, noted in the records of a visitor that this page has not read yet.
  scope = `visitor-${(visitors += 1)}`;
  note("elsewhere", { phase: "accepted", requestId });
  await mount({ concurrency: 1 });
  await until(() => expect(statusOf("elsewhere")).toBe("in-queue"));
  void list.submit(inputOf("Two"));
  await until(() => expect(statusOf("Two")).toBe("waiting"));
  await list.cancel(idOf("elsewhere"));
  // To its end: what is still on its way would be counted by the next test.
  await until(() => expect(statusOf("Two")).toBe("completed"));
});

test("the generation of a widget is listed, and counts", async () => {
  await command({ defaults: { queueMs: 60_000 } });
  await mount({ concurrency: 1 }, <Widget />);
  await widget.submit(inputOf("Widget"));
  void list.submit(inputOf("List"));
  await until(() => expect(statusOf("List")).toBe("waiting"));
  expect(statusOf("Widget")).toBe("in-queue");
  expect(widget.generation).toMatchObject({ input: { prompt: "Widget" } });
  // A widget that asks for no limit is not held up by one.
  expect((await report()).posts).toHaveLength(1);
});

test("a widget of a host that sets a limit waits, too", async () => {
  await command({ defaults: { queueMs: 60_000 } });
  await mount({ concurrency: 1 }, <Widget concurrency={1} />);
  await list.submit(inputOf("List"));
  void widget.submit(inputOf("Widget"));
  await until(() => expect(widget.generation.status).toBe("waiting"));
  expect(await widget.submit(inputOf("Another"))).toMatchObject({ error: { code: "busy" } });
  await widget.cancel();
  await until(() => expect(widget.generation).toMatchObject({ status: "canceled", charged: "no" }));
  expect((await report()).posts).toHaveLength(1);
});

test("L05: after a reload all are listed and followed, and nothing is sent", async () => {
  await command({ defaults: { queueMs: 100, runMs: 2_000 } });
  await mount({ concurrency: 2 });
  await Promise.all([list.submit(inputOf("One")), list.submit(inputOf("Two"))]);
  await page.unmount();
  await mount();
  expect(list.generations).toHaveLength(2);
  await untilAll("completed", 2);
  expect((await report()).posts).toHaveLength(2);
});

test("a finished one is forgotten on request, an active one is not", async () => {
  await command({ script: { queueMs: 60_000 } });
  await mount();
  await list.submit(inputOf("Queued"));
  await list.submit(inputOf("Done"));
  await until(() => expect(statusOf("Done")).toBe("completed"));
  list.remove(idOf("Done"));
  list.remove(idOf("Queued"));
  await until(() => expect(list.generations.map(({ input }) => input.prompt)).toEqual(["Queued"]));
  await page.unmount();
  await mount();
  expect(list.generations.map(({ input }) => input.prompt)).toEqual(["Queued"]);
});

test("D04: a retry after a lost answer is another generation; both are listed, and both videos shown", async () => {
  await command({ script: { submit: { acceptThen: "reset" } } });
  await mount({}, <Widget />);
  expect(await widget.submit(inputOf("Lost"))).toMatchObject({ error: { code: "unconfirmed" } });
  await new Promise((resolve) => setTimeout(resolve, 1_100)); // sooner, it is a double click
  expect(await widget.submit(inputOf("Lost"))).toMatchObject({ ok: true });
  await until(() => expect(statuses()).toEqual(["completed", "unconfirmed"]));
  expect(new Set(list.generations.map(({ attemptId }) => attemptId)).size).toBe(2);

  // The first answer is found after all, by a page that was frozen or by the proxy's note.
  const [lost] = (await report()).ledger;
  const { attemptId = "" } = list.generations[1] ?? {};
  await page.unmount();
  note(attemptId, { phase: "accepted", requestId: lost?.requestId ?? "" }, Date.now() - 60_000);
  await mount({}, <Widget />);
  await untilAll("completed", 2);
  const { posts, ledger } = await report();
  expect([posts.length, ledger.length]).toEqual([2, 2]);
});

test("an unconfirmed one can be dismissed", async () => {
  await command({ script: { submit: { acceptThen: "reset" } } });
  await mount();
  await list.submit(inputOf("Lost"));
  await until(() => expect(statuses()).toEqual(["unconfirmed"]));
  list.remove(idOf("Lost"));
  await until(() => expect(list.generations).toEqual([]));
  expect((await report()).posts).toHaveLength(1);
});

test("D05: two lists with the same input make two generations, and both show both", async () => {
  let second: UseKlingVideosResult | undefined;
  function Second() {
    second = useKlingVideos({ proxyUrl: proxyUrl(), scope });
    return null;
  }
  await mount({}, <Second />);
  const input = inputOf("Same");
  const outcomes = await Promise.all([list.submit(input), second?.submit(input)]);
  const requestIds = outcomes.map((outcome) => (outcome?.ok ? outcome.requestId : ""));
  expect(new Set(requestIds).size).toBe(2);
  await untilAll("completed", 2);
  expect(second?.generations.map(({ attemptId }) => attemptId)).toEqual(
    list.generations.map(({ attemptId }) => attemptId),
  );
  expect((await report()).posts).toHaveLength(2);
});

test("D01: a double click sends one request; another take is sent when it is said to be one", async () => {
  await mount();
  const input = inputOf("Twice");
  const outcomes = await Promise.all([list.submit(input), list.submit({ ...input })]);
  expect(outcomes).toMatchObject([{ ok: true }, { ok: false, error: { code: "busy" } }]);
  expect((await report()).posts).toHaveLength(1);
  expect(await list.submit(input, { isAnotherTake: true })).toMatchObject({ ok: true });
  expect((await report()).posts).toHaveLength(2);
});

test("D02: a key that is held sends one request, however long it is held", async () => {
  await mount({ concurrency: 9 });
  const first = list.submit(inputOf("Held"));
  const until = performance.now() + 2_500;
  while (performance.now() < until) {
    const echo = await list.submit(inputOf("Held"));
    expect(echo).toMatchObject({ ok: false, error: { code: "busy", charged: "no" } });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await first;
  expect((await report()).posts).toHaveLength(1);
});

test("each is told once, also where a widget and the list both know of it", async () => {
  const onCompleted = vi.fn();
  await mount({ onCompleted }, <Widget />);
  await widget.submit(inputOf("Widget"));
  await until(() => expect(statuses()).toEqual(["completed"]));
  await until(() => expect(onCompleted).toHaveBeenCalledTimes(1));
  await page.unmount();
  await mount({ onCompleted }, <Widget />);
  expect(onCompleted).toHaveBeenCalledTimes(1);
});

test("Q06: one that fails does not stop the others", async () => {
  const onFailed = vi.fn();
  await command({ script: { result: { type: "content_policy_violation", field: "prompt" } } });
  await mount({ onFailed });
  await list.submit(inputOf("Refused"));
  await list.submit(inputOf("Fine"));
  await until(() => expect(statuses()).toEqual(["completed", "failed"]));
  expect(onFailed).toHaveBeenCalledTimes(1);
});

test("N12: a press of a visitor who is signed out asks for the sign-in once, and not after it", async () => {
  const onAuthRequired = vi.fn();
  await command({ proxy: { answer: { status: 401, body: "Unauthorized" } } });
  // Headers of its own give it a transport of its own: the shared one has just had an answer.
  await mount({ onAuthRequired, headers: {} });
  expect(await list.submit(inputOf("Signed out"))).toMatchObject({ error: { charged: "no" } });
  await until(() => expect(statuses()).toEqual(["failed"]));
  expect(onAuthRequired).toHaveBeenCalledTimes(1);
  await command({ proxy: null });
  await page.unmount();
  await mount({ onAuthRequired, headers: {} });
  expect(statuses()).toEqual(["failed"]);
  expect(onAuthRequired).toHaveBeenCalledTimes(1);
  expect((await report()).posts).toHaveLength(0);
});

test("another visitor's generations are not listed", async () => {
  await mount();
  await list.submit(inputOf("Ann's"));
  await page.unmount();
  scope = `visitor-${(visitors += 1)}`;
  await mount();
  expect(list.generations).toEqual([]);
});

test("a generation stays the same object while another one changes", async () => {
  await mount();
  await list.submit(inputOf("Done"));
  await until(() => expect(statuses()).toEqual(["completed"]));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const [done] = list.generations;
  await list.submit(inputOf("Next"));
  await until(() => expect(statuses()).toEqual(["completed", "completed"]));
  expect(list.generations[1]).toBe(done);
});

test("M01: what has ended is not asked about any more, and nothing of it is kept busy", async () => {
  const queryClient = new QueryClient();
  await mount({ concurrency: 3, queryClient });
  await Promise.all(["One", "Two", "Three"].map((prompt) => list.submit(inputOf(prompt))));
  await untilAll("completed", 3);
  await until(() => expect(queryClient.getQueryCache().findAll({ type: "active" })).toEqual([]));
  const { proxyRequests } = await report();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect((await report()).proxyRequests).toBe(proxyRequests);
});

test("at most two streams are open, and the others are polled", async () => {
  await command({ defaults: { queueMs: 200, runMs: 60_000 } });
  await mount({ concurrency: 5 });
  const prompts = ["One", "Two", "Three", "Four", "Five"];
  await Promise.all(prompts.map((prompt) => list.submit(inputOf(prompt))));
  await untilAll("in-progress", 5);
  expect((await report()).openStreams).toBe(2);
});

test("a page that follows 20 asks no more often than twice a second", async () => {
  await command({ defaults: { stream: 405, queueMs: 100, runMs: 120_000 } });
  await mount({ concurrency: 20 });
  const prompts = Array.from({ length: 20 }, (_, index) => `Take ${index}`);
  await Promise.all(prompts.map((prompt) => list.submit(inputOf(prompt))));
  const countLooks = async () =>
    (await report()).requests.filter(({ operation }) => operation === "status").length;
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  const before = await countLooks();
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const looks = (await countLooks()) - before;
  expect(looks).toBeGreaterThan(5);
  expect(looks).toBeLessThanOrEqual(25);

  // Whoever comes back to the page wants to know at once, but not all in one moment.
  const beforeFocus = await countLooks();
  window.dispatchEvent(new Event("visibilitychange"));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const looksAtFocus = (await countLooks()) - beforeFocus;
  expect(looksAtFocus).toBeGreaterThan(2);
  expect(looksAtFocus).toBeLessThanOrEqual(12);
  await untilAll("in-progress", 20);
});

test.each([0, -1, Number.NaN])("a limit of %d is a programmer's mistake", async (concurrency) => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await expect(mount({ concurrency })).rejects.toThrow("concurrency");
  vi.restoreAllMocks();
});
