import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, type ReactNode } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { render, type RenderResult } from "vitest-browser-react";
import {
  klingVideoKeys,
  useKlingVideo,
  type UseKlingVideoOptions,
  type UseKlingVideoResult,
} from "../../src/index.js";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";

const PROMPT = "A paper boat drifts down a street";
const URL_INPUT = { prompt: PROMPT, image_url: "https://pictures.example/boat.jpg" };

let page: RenderResult;
let hook: UseKlingVideoResult;
let statuses: string[];

function Probe(options: UseKlingVideoOptions) {
  hook = useKlingVideo({ proxyUrl: proxyUrl(), ...options });
  const { status } = hook.generation;
  if (statuses.at(-1) !== status) statuses.push(status);
  return <output>{status}</output>;
}

/** Mounts a host app with the hook, in StrictMode, as after a first load. */
async function mount(options: UseKlingVideoOptions = {}, wrap = (node: ReactNode) => node) {
  statuses = [];
  page = await render(<StrictMode>{wrap(<Probe {...options} />)}</StrictMode>);
}

const until = (status: string, timeout = 8_000) =>
  vi.waitFor(() => expect(hook.generation.status).toBe(status), { timeout });

beforeEach(async () => {
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
});

test("a picture and a prompt become a video: uploaded, queued, rendered, handed over", async () => {
  const onCompleted = vi.fn();
  await mount({ slot: "whole", onCompleted });
  const input = { prompt: PROMPT, image_url: await createPicture(), duration: "5" as const };
  const outcome = await hook.submit(input);
  expect(outcome).toMatchObject({ ok: true, requestId: expect.any(String) });
  await until("completed");

  expect(statuses).toEqual([
    "idle",
    "uploading",
    "submitting",
    "in-queue",
    "in-progress",
    "completed",
  ]);
  const { ledger, posts } = await report();
  expect([posts.length, ledger.length]).toEqual([1, 1]);
  expect(onCompleted).toHaveBeenCalledTimes(1);
  expect(onCompleted.mock.calls[0]?.[0]).toMatchObject({
    requestId: ledger[0]?.requestId,
    video: { url: expect.stringContaining("/videos/") },
    input: { prompt: PROMPT, image_url: expect.stringContaining("/media/") },
  });
});

test("D01: two presses in one tick send one request", async () => {
  await mount({ slot: "twice" });
  const outcomes = await Promise.all([hook.submit(URL_INPUT), hook.submit(URL_INPUT)]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
  expect(outcomes[1]).toMatchObject({ error: { code: "busy", charged: "no" } });
  await until("completed");
  expect((await report()).posts).toHaveLength(1);
});

test("a bad input is refused before anything is noted or sent", async () => {
  await mount({ slot: "bad" });
  const outcome = await hook.submit({ ...URL_INPUT, prompt: " " });
  expect(outcome).toMatchObject({ ok: false, error: { code: "prompt-required", field: "prompt" } });
  expect(hook.generation).toEqual({ status: "idle" });
  expect((await report()).posts).toHaveLength(0);
});

test("L03: the note is there before the request, and the request id before any callback", async () => {
  const notes: (string | undefined)[] = [];
  const storage = {
    getItem: () => null,
    setItem: (_: string, value: string) => void notes.push(JSON.parse(value).progress.phase),
    removeItem: () => {},
    keys: () => [],
  };
  let isNotedFirst = false;
  const headers = () => {
    isNotedFirst ||= notes.at(-1) === "submitting";
    return {};
  };
  await mount({ slot: "note", storage, headers, onCompleted: () => notes.push("callback") });
  await hook.submit(URL_INPUT);
  await until("completed");
  expect(isNotedFirst).toBe(true);
  expect(notes.slice(0, 2)).toEqual(["submitting", "accepted"]);
  expect(notes.indexOf("completed")).toBeLessThan(notes.indexOf("callback"));
});

test("L04: a generation that was left is followed again when its component comes back", async () => {
  await command({ script: { queueMs: 200, runMs: 1_500 } });
  await mount({ slot: "away" });
  await hook.submit(URL_INPUT);
  await page.unmount();
  await mount({ slot: "away" });
  await until("completed");
  expect((await report()).posts).toHaveLength(1);
});

test("N03: an answer that was lost is unconfirmed and is not sent again", async () => {
  await command({ script: { submit: { acceptThen: "reset" } } });
  await mount({ slot: "lost" });
  const outcome = await hook.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "unconfirmed", charged: "maybe" } });
  expect(hook.generation).toMatchObject({ status: "unconfirmed", priceUsd: 0.35 });

  await page.unmount();
  await mount({ slot: "lost" });
  expect(hook.generation.status).toBe("unconfirmed");
  hook.reset();
  await until("idle");
  expect((await report()).posts).toHaveLength(1);
});

test("N02: a server that cannot be reached means that nothing was sent", async () => {
  await command({ proxy: { answer: "reset" } });
  // Headers of its own give it a transport of its own: the shared one has just had an answer.
  await mount({ slot: "down", headers: {} });
  const outcome = await hook.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "not-sent", charged: "no" } });
  expect(hook.generation).toMatchObject({ status: "failed" });
  expect((await report()).posts).toHaveLength(0);
});

test("Q16: a cancel in the queue costs nothing", async () => {
  await command({ script: { queueMs: 60_000 } });
  await mount({ slot: "cancel-queue" });
  await hook.submit(URL_INPUT);
  await vi.waitFor(() =>
    expect(hook.generation).toMatchObject({ queuePosition: expect.any(Number) }),
  );
  await hook.cancel();
  await until("canceled");
  expect(hook.generation).toMatchObject({ charged: "no" });
});

test("Q16: a cancel of what runs is a wish; the video may still come", async () => {
  await command({ script: { queueMs: 0, runMs: 1_500 } });
  await mount({ slot: "cancel-run" });
  await hook.submit(URL_INPUT);
  await until("in-progress");
  await hook.cancel();
  expect(hook.generation).toMatchObject({ status: "in-progress", isCanceling: true });
  await until("completed");
});

test("Q16: a cancel that fails says so, and the generation goes on", async () => {
  await command({ script: { queueMs: 500, cancel: 500 } });
  await mount({ slot: "cancel-fails" });
  await hook.submit(URL_INPUT);
  await hook.cancel();
  expect(hook.generation).toMatchObject({
    isCanceling: false,
    cancelError: { code: "cancel-failed" },
  });
  await until("completed");
});

test("a press that waits for an upload can be taken back", async () => {
  await command({ script: { upload: { put: { slowMs: 2_000 } } } });
  await mount({ slot: "withdraw" });
  const outcome = hook.submit({ prompt: PROMPT, image_url: await createPicture() });
  await until("uploading");
  await hook.cancel();
  expect(await outcome).toMatchObject({ ok: false, error: { code: "withdrawn", charged: "no" } });
  expect(hook.generation).toMatchObject({ status: "canceled", charged: "no" });
  expect((await report()).posts).toHaveLength(0);
});

test("an upload that fails sends nothing", async () => {
  await command({ defaults: { upload: { put: 403 } } });
  await mount({ slot: "upload-fails" });
  const outcome = await hook.submit({ prompt: PROMPT, image_url: await createPicture() });
  expect(outcome).toMatchObject({
    ok: false,
    error: { code: "upload-failed", field: "image_url" },
  });
  expect((await report()).posts).toHaveLength(0);
});

test("the same file is uploaded once for two generations", async () => {
  await mount({ slot: "same-file" });
  const image_url = await createPicture();
  await hook.submit({ prompt: PROMPT, image_url });
  await until("completed");
  await hook.submit({ prompt: "Another", image_url });
  await until("completed");
  const { requests, posts } = await report();
  expect(requests.filter(({ operation }) => operation === "put")).toHaveLength(1);
  expect(posts).toHaveLength(2);
});

test("N06: looks that fail are a state of the connection, and the video still comes", async () => {
  await command({ script: { stream: 405, status: [500, "html-502", "reset", 500] } });
  await mount({ slot: "bad-looks" });
  await hook.submit(URL_INPUT);
  await vi.waitFor(() => expect(hook.generation).toMatchObject({ connection: "reconnecting" }));
  expect(hook.generation.status).toBe("in-queue");
  await until("completed", 15_000);
  expect(hook.generation).toMatchObject({ connection: "live" });
});

test("N12: a visitor who is signed out is told once, and it goes on after the sign-in", async () => {
  const onAuthRequired = vi.fn();
  const refused = { status: 401, body: "Unauthorized" };
  await command({ script: { stream: [refused], status: [refused] } });
  await mount({ slot: "signed-out", onAuthRequired });
  await hook.submit(URL_INPUT);
  await vi.waitFor(() => expect(hook.generation).toMatchObject({ connection: "signed-out" }));
  expect(onAuthRequired).toHaveBeenCalledTimes(1);
  const { proxyRequests } = await report();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect((await report()).proxyRequests).toBe(proxyRequests);

  await hook.check();
  await until("completed");
  expect(onAuthRequired).toHaveBeenCalledTimes(1);
});

test("Q06: the content policy refuses for good, and says that it may have been charged", async () => {
  const onFailed = vi.fn();
  await command({ script: { result: { type: "content_policy_violation", field: "prompt" } } });
  await mount({ slot: "policy", onFailed });
  await hook.submit(URL_INPUT);
  await until("failed");
  expect(hook.generation).toMatchObject({
    error: { code: "content-policy", field: "prompt", charged: "maybe", retryable: false },
  });
  expect(onFailed).toHaveBeenCalledTimes(1);
});

test("N07: a result behind a gateway's page is asked for until it is there", async () => {
  await command({ script: { result: ["html-502", "empty"] } });
  await mount({ slot: "fetching" });
  await hook.submit(URL_INPUT);
  await vi.waitFor(
    () => expect(hook.generation).toMatchObject({ status: "in-progress", step: "fetching" }),
    { timeout: 5_000 },
  );
  await until("completed", 15_000);
});

test("a generation that was made elsewhere is followed by its request id", async () => {
  await command({ script: { queueMs: 100, runMs: 2_000 } });
  await mount({ slot: "maker" });
  const outcome = await hook.submit(URL_INPUT);
  if (!outcome.ok) throw outcome.error;
  await page.unmount();
  localStorage.clear();
  await mount({ requestId: outcome.requestId, scope: "somebody else" });
  await until("completed");
  expect((await report()).posts).toHaveLength(1);
});

test("L15: a host's hostile defaults change nothing", async () => {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        enabled: false,
        retry: 3,
        gcTime: 0,
        staleTime: Infinity,
        networkMode: "offlineFirst",
        throwOnError: true,
        refetchInterval: false,
        select: () => "nothing",
      },
      mutations: { retry: 3, networkMode: "offlineFirst", throwOnError: true, gcTime: 0 },
    },
  });
  await command({ script: { submit: { acceptThen: 504 } } });
  await mount({ slot: "hostile" }, (node) => (
    <QueryClientProvider client={client}>{node}</QueryClientProvider>
  ));
  await hook.submit(URL_INPUT);
  expect(hook.generation.status).toBe("unconfirmed");
  expect((await report()).posts).toHaveLength(1);
  await hook.submit({ ...URL_INPUT, prompt: "Another" });
  await until("completed");
});

test("L15: what a stream brings is written where it is read, however a host hashes its keys", async () => {
  const queryKeyHashFn = (key: readonly unknown[]) => `of the host ${JSON.stringify(key)}`;
  const queryClient = new QueryClient({ defaultOptions: { queries: { queryKeyHashFn } } });
  await command({ script: { queueMs: 60_000 } });
  await mount({ slot: "hashed", queryClient });
  await hook.submit(URL_INPUT);
  await until("in-queue");
  const known = queryClient.getQueryCache().findAll({ queryKey: klingVideoKeys.all });
  const keys = known.map(({ queryKey }) => JSON.stringify(queryKey));
  expect(keys).toEqual([...new Set(keys)]);
});

test("a host whose mutation cache throws before anything is sent can press again", async () => {
  let isBroken = true;
  const onMutate = () => {
    if (isBroken) throw new Error("the host's own");
  };
  const queryClient = new QueryClient({ mutationCache: new MutationCache({ onMutate }) });
  await mount({ slot: "throws", queryClient });
  const outcome = await hook.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "not-sent", charged: "no" } });
  expect((await report()).posts).toHaveLength(0);
  isBroken = false;
  expect(await hook.submit(URL_INPUT)).toMatchObject({ ok: true });
});

test("a host whose mutation cache throws afterwards loses nothing", async () => {
  const onSuccess = () => {
    throw new Error("the host's own");
  };
  const queryClient = new QueryClient({ mutationCache: new MutationCache({ onSuccess }) });
  await mount({ slot: "throws-late", queryClient });
  expect(await hook.submit(URL_INPUT)).toMatchObject({ ok: true });
  await until("completed");
});

test("T06: another visitor's generation is not shown for a single render", async () => {
  await mount({ slot: "switch", scope: "ann" });
  await hook.submit(URL_INPUT);
  statuses = [];
  await page.rerender(
    <StrictMode>
      <Probe slot="switch" scope="ben" />
    </StrictMode>,
  );
  expect(statuses).toEqual(["idle"]);
});

test("L17: queryClient.clear() at a logout does not stop the following", async () => {
  const client = new QueryClient();
  await command({ script: { stream: 405, queueMs: 500, runMs: 3_000 } });
  await mount({ slot: "clear", queryClient: client });
  await hook.submit(URL_INPUT);
  await until("in-progress");
  client.clear();
  await until("completed", 15_000);
});

test("a finished generation is forgotten on request, an active one is not", async () => {
  await mount({ slot: "reset" });
  await hook.submit(URL_INPUT);
  hook.reset();
  expect(hook.generation.status).not.toBe("idle");
  await until("completed");
  hook.reset();
  await until("idle");
});

test("T06: another visitor sees nothing of it", async () => {
  await mount({ slot: "scope", scope: "ann" });
  await hook.submit(URL_INPUT);
  await page.unmount();
  await mount({ slot: "scope", scope: "ben" });
  expect(hook.generation.status).toBe("idle");
});

test("D05: two components that share a slot by accident make two generations", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  let second: UseKlingVideoResult | undefined;
  function Second() {
    second = useKlingVideo({ proxyUrl: proxyUrl(), slot: "shared" });
    return null;
  }
  await mount({ slot: "shared" }, (node) => (
    <>
      {node}
      <Second />
    </>
  ));
  const outcomes = await Promise.all([hook.submit(URL_INPUT), second?.submit(URL_INPUT)]);
  expect(outcomes.map((outcome) => outcome?.ok)).toEqual([true, true]);
  expect(warn.mock.calls.flat().join()).toContain('the slot "shared"');
  warn.mockRestore();
});
