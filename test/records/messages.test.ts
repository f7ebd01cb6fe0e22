import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepLearned } from "../../src/hooks/keepLearned.js";
import { recordOf } from "../support/recordOf.js";
import type { AttemptOutcome, Outcome, StatusFacts } from "../../src/model/status.js";
import { toGeneration } from "../../src/model/toGeneration.js";
import { memoryStorage } from "../../src/records/browserStorage.js";
import { createRecordStore } from "../../src/records/createRecordStore.js";

/** Messages between pages that arrive when the test says so, some twice, some never. */
class UnreliableChannel {
  static all = new Set<UnreliableChannel>();
  static inbox: (() => void)[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    UnreliableChannel.all.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of UnreliableChannel.all) {
      if (other === this || other.name !== this.name) continue;
      UnreliableChannel.inbox.push(() => {
        if (UnreliableChannel.all.has(other)) other.onmessage?.({ data });
      });
    }
  }
  close(): void {
    UnreliableChannel.all.delete(this);
  }
}

beforeEach(() => {
  vi.stubGlobal("BroadcastChannel", UnreliableChannel);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const PAGES = 3;
const video = { url: "https://media.example/v.mp4" };
const OUTCOMES: readonly Outcome[] = [
  { type: "video", video },
  { type: "failed", error: { code: "content-policy", charged: "maybe" } },
];
const COMPLETED: StatusFacts = {
  status: "completed",
  queuePosition: null,
  logs: [],
  startedAt: null,
  completedAt: 3,
};
const submitted = recordOf("a", { phase: "submitting" });
const live = { input: submitted.input, isCancelPending: false };

/** What may happen to one of the pages, to a message on its way, or by itself. */
type Event = { isHasty: boolean } & (
  | { what: "reload" | "cancel" | "dismiss" | "learn"; page: number }
  | { what: "deliver" | "repeat" | "lose"; message: number }
  | { what: "answer" | "time" }
);

const page = fc.nat(PAGES - 1);
const message = fc.nat(20);
/** The next event does not wait for what this one has begun. */
const isHasty = fc.boolean();
const eventsOf = fc.array(
  fc.oneof(
    fc.record({ what: fc.constantFrom("reload", "cancel", "dismiss", "learn"), page, isHasty }),
    fc.record({ what: fc.constantFrom("deliver", "repeat", "lose"), message, isHasty }),
    fc.record({ what: fc.constantFrom("answer", "time"), isHasty }),
  ) as fc.Arbitrary<Event>,
  { maxLength: 14 },
);

/** All that waits for a microtask has been done. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Pages of one visitor, over one storage. The first of them has an attempt in flight. */
async function openPages(outcome: Outcome, attempt: AttemptOutcome) {
  UnreliableChannel.all.clear();
  UnreliableChannel.inbox = [];
  const storage = memoryStorage();
  const open = () => {
    const others = new Set(UnreliableChannel.all);
    const store = createRecordStore({ namespace: "kling-video:1:proxy:ann", storage });
    const close = store.subscribe(() => {});
    const channel = [...UnreliableChannel.all].find((one) => !others.has(one));
    return { store, close, channel };
  };
  const pages = Array.from({ length: PAGES }, open);
  const storeOf = (nth: number) => pages[nth]?.store ?? expect.fail("There is no such page.");
  storeOf(0).begin(submitted, live);
  await storeOf(0).save("a");

  /** What a page that has asked fal, or the proxy, does: it shows what it heard, and keeps it. */
  function learn(nth: number): void {
    const record = storeOf(nth).getRecord("a");
    const generation = toGeneration({ record, status: COMPLETED, outcome, attempt });
    if (record && generation.status !== "idle") keepLearned(storeOf(nth), record, generation);
  }
  function reload(nth: number): void {
    // What it had in flight dies with it, without a word.
    pages[nth]?.channel?.close();
    pages[nth]?.close();
    pages[nth] = open();
  }
  function cancel(nth: number): void {
    const progress = storeOf(nth).getRecord("a")?.progress;
    if (progress?.phase !== "accepted") return;
    void storeOf(nth).update("a", { progress: { ...progress, cancelRequestedAt: 2 } });
  }
  function dismiss(nth: number): void {
    const phase = storeOf(nth).getRecord("a")?.progress.phase;
    if (phase === "unconfirmed") void storeOf(nth).update("a", { isDismissed: true });
  }
  /** fal's answer comes to the page that has submitted, if that is still there. */
  function answer(): void {
    if (!storeOf(0).getLive("a")) return;
    void storeOf(0).update("a", { progress: { phase: "accepted", requestId: "r" } });
    storeOf(0).endLive("a");
  }
  const show = (nth: number) => {
    const generation = toGeneration({ record: storeOf(nth).getRecord("a") });
    return { ...generation, completedAt: undefined };
  };
  return { learn, reload, cancel, dismiss, answer, show };
}

/** A message arrives, and may do so again, or it never does. */
function pass({ what, message: nth }: Extract<Event, { message: number }>): void {
  const { inbox } = UnreliableChannel;
  const index = nth % Math.max(1, inbox.length);
  if (what !== "lose") inbox[index]?.();
  if (what !== "repeat") inbox.splice(index, 1);
}

const passTime = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Plays the events, then tells every page the truth; what each page shows in the end. */
async function play(events: readonly Event[], outcome: Outcome, attempt: AttemptOutcome) {
  const pages = await openPages(outcome, attempt);
  for (const event of events) {
    if ("message" in event) pass(event);
    else if ("page" in event) pages[event.what](event.page);
    else if (event.what === "answer") pages.answer();
    else await passTime(1_200);
    if (!event.isHasty) await settle();
  }

  // fal answers each page, and each hears of the others' notes.
  pages.answer();
  for (let round = 0; round < 4; round += 1) {
    for (let nth = 0; nth < PAGES; nth += 1) {
      const changed = { type: "changed", attemptId: "a" };
      UnreliableChannel.all.forEach((channel) => channel.onmessage?.({ data: changed }));
      await settle();
      pages.learn(nth);
      await settle();
    }
    while (UnreliableChannel.inbox.length > 0) {
      UnreliableChannel.inbox.splice(0).forEach((arrive) => arrive());
      await settle();
    }
    await passTime(6_000);
    await settle();
  }
  return Array.from({ length: PAGES }, (_, nth) => pages.show(nth));
}

function expectTheSame(shown: Awaited<ReturnType<typeof play>>, outcome: Outcome): void {
  const status = outcome.type === "video" ? "completed" : "failed";
  for (const generation of shown) {
    expect(generation).toMatchObject({ status, requestId: "r" });
    expect(generation).toEqual(shown[0]);
  }
}

test("L07: whatever pages hear late, twice or never: with the truth, all show the same", async () => {
  const accepted = { outcome: "accepted", requestId: "r" } as const;
  await fc.assert(
    fc.asyncProperty(eventsOf, fc.constantFrom(...OUTCOMES), async (events, outcome) => {
      expectTheSame(await play(events, outcome, accepted), outcome);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("L07: also where only the page that has submitted knows the request id, if that page stays", async () => {
  const notKept = { outcome: "not-kept" } as const;
  const stays = (event: Event) => event.what !== "reload" || event.page !== 0;
  await fc.assert(
    fc.asyncProperty(eventsOf, fc.constantFrom(...OUTCOMES), async (events, outcome) => {
      expectTheSame(await play(events.filter(stays), outcome, notKept), outcome);
    }),
    { numRuns: 300 },
  );
}, 60_000);
