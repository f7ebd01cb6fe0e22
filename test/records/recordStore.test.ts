import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { findRecord } from "../../src/hooks/findRecord.js";
import type { RecordPhase } from "../../src/model/record.js";
import { memoryStorage } from "../../src/records/browserStorage.js";
import { createRecordStore } from "../../src/records/createRecordStore.js";
import type { KlingStorage } from "../../src/records/KlingStorage.js";
import type { RecordStore } from "../../src/records/RecordStore.js";
import { recordOf } from "../support/recordOf.js";

// Of its own for each test: a page with an attempt in flight answers for it to all others.
let namespace = "";
let count = 0;
beforeEach(() => {
  namespace = `kling-video:1:https://host${(count += 1)}.example/proxy:ann`;
});
const live = { input: { prompt: "A wave", image_url: "" }, isCancelPending: false };
const leave: (() => void)[] = [];
afterEach(() => leave.splice(0).forEach((stop) => stop()));

const video = { url: "https://media.example/v.mp4" };
const completed = (completedAt: number): RecordPhase => ({
  phase: "completed",
  requestId: "r",
  video,
  completedAt,
});

/** A page of the visitor: a store that somebody listens to. */
async function openPage(storage: KlingStorage | undefined, name = namespace) {
  const store = createRecordStore({ namespace: name, storage });
  const stop = store.subscribe(() => {});
  leave.push(stop);
  await new Promise((resolve) => setTimeout(resolve, 0));
  return Object.assign(store, { close: stop });
}
const phases = (store: RecordStore) => store.getRecords().map(({ progress }) => progress.phase);

test("a second press finds the slot taken in the same tick", async () => {
  const page = await openPage(memoryStorage());
  expect(page.begin(recordOf("a", { phase: "submitting" }), live)).toBe(true);
  expect(page.begin(recordOf("b", { phase: "submitting" }), live)).toBe(false);
  expect(phases(page)).toEqual(["submitting"]);
});

test("what was noted is there after a reload", async () => {
  const storage = memoryStorage();
  const before = await openPage(storage);
  before.begin(recordOf("a", { phase: "submitting" }), live);
  await before.update("a", { progress: { phase: "accepted", requestId: "r" } });
  before.endLive("a");
  before.close();
  expect((await openPage(storage)).getRecord("a")?.progress).toEqual({
    phase: "accepted",
    requestId: "r",
  });
});

test("L07: another page of the visitor shows the same", async () => {
  const storage = memoryStorage();
  const [one, other] = [await openPage(storage), await openPage(storage)];
  one.begin(recordOf("a", { phase: "submitting" }), live);
  await one.update("a", { progress: { phase: "accepted", requestId: "r" } });
  await vi.waitFor(() => expect(phases(other)).toEqual(["accepted"]));
  expect(other.begin(recordOf("b", { phase: "submitting" }), live)).toBe(false);
  await one.remove("a");
  await vi.waitFor(() => expect(phases(other)).toEqual([]));
});

test("a cancel in another page reaches the one that has the attempt in its hands", async () => {
  const storage = memoryStorage();
  const [owner, other] = [await openPage(storage), await openPage(storage)];
  owner.begin(recordOf("a", { phase: "waiting" }), live);
  await owner.save("a");
  await vi.waitFor(() => expect(phases(other)).toEqual(["waiting"]));
  other.askToCancel("a");
  await vi.waitFor(() => expect(owner.getLive("a")?.isCancelPending).toBe(true));
  expect(phases(other)).toEqual(["waiting"]); // its own page says what became of it
});

test("an attempt in flight on another page is not taken for lost", async () => {
  const storage = memoryStorage();
  const owner = await openPage(storage);
  owner.begin(recordOf("a", { phase: "submitting" }), live);
  await owner.save("a");
  const other = await openPage(storage);
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(phases(other)).toEqual(["submitting"]);
});

test.each([
  ["submitting", { phase: "unconfirmed", error: { code: "unconfirmed", charged: "maybe" } }],
  ["waiting", { phase: "failed", error: { code: "interrupted", charged: "no" } }],
  ["uploading", { phase: "failed", error: { code: "interrupted", charged: "no" } }],
] as const)("L06: an attempt whose page died while %s", async (phase, expected) => {
  const storage = memoryStorage();
  await storage.setItem(`${namespace}:a`, JSON.stringify(recordOf("a", { phase })));
  const page = await openPage(storage);
  expect(phases(page)).toEqual([phase]);
  await vi.waitFor(() => expect(page.getRecord("a")?.progress).toMatchObject(expected), 3_000);
});

test("a request id that comes late wins over unconfirmed", async () => {
  const storage = memoryStorage();
  const frozen = createRecordStore({ namespace: namespace, storage });
  frozen.begin(recordOf("a", { phase: "submitting" }), live);
  await frozen.save("a");
  const lost = recordOf("a", {
    phase: "unconfirmed",
    error: { code: "unconfirmed", charged: "maybe" },
  });
  await storage.setItem(`${namespace}:a`, JSON.stringify(lost));
  const page = await openPage(storage);
  await frozen.update("a", { progress: { phase: "accepted", requestId: "r" } });
  await vi.waitFor(() => expect(phases(page)).toEqual(["accepted"]));
  frozen.endLive("a");
});

test("T06: another visitor's records are not seen", async () => {
  const storage = memoryStorage();
  const ann = await openPage(storage);
  ann.begin(recordOf("a", { phase: "submitting" }), live);
  await ann.save("a");
  expect(phases(await openPage(storage, namespace.replace("ann", "ben")))).toEqual([]);
});

test.each(["garbage", "null", '{"v":2,"attemptId":"a"}', '{"v":1,"attemptId":"a"}'])(
  "T04: an entry that is no record of this version (%s) is left alone",
  async (text) => {
    const storage = memoryStorage();
    await storage.setItem(`${namespace}:a`, text);
    expect(phases(await openPage(storage))).toEqual([]);
    expect(await storage.getItem(`${namespace}:a`)).toBe(text);
  },
);

test("T01: a full storage loses finished records first, and never what is under way", async () => {
  const inner = memoryStorage();
  const storage: KlingStorage = {
    ...inner,
    async setItem(key, value) {
      const keys = await inner.keys("");
      if (keys.length >= 2 && !keys.includes(key)) throw new Error("QuotaExceededError");
      await inner.setItem(key, value);
    },
  };
  const page = await openPage(storage);
  page.begin(recordOf("done", { phase: "submitting" }, 1), live);
  await page.update("done", { progress: completed(5) });
  page.begin({ ...recordOf("lost", { phase: "submitting" }, 2), slot: "two" }, live);
  const error = { code: "unconfirmed", charged: "maybe" } as const;
  await page.update("lost", { progress: { phase: "unconfirmed", error } });
  page.begin(recordOf("next", { phase: "submitting" }, 3), live);
  await page.save("next");
  expect(page.getRecords().map(({ attemptId }) => attemptId)).toEqual(["lost", "next"]);
  expect(page.isDurable()).toBe(true);
});

test.each([
  ["T02: no storage", undefined],
  [
    "T01: a storage that keeps nothing",
    {
      ...memoryStorage(),
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    },
  ],
])("%s: the generation goes on in the page, and it is said", async (_, storage) => {
  const page = await openPage(storage);
  page.begin(recordOf("a", { phase: "submitting" }), live);
  await page.update("a", { progress: { phase: "accepted", requestId: "r" } });
  expect(phases(page)).toEqual(["accepted"]);
  expect(page.isDurable()).toBe(false);
});

test("a small change of a page that does not know the request id does not erase it", async () => {
  const storage = memoryStorage();
  const owner = await openPage(storage);
  owner.begin(recordOf("a", { phase: "submitting" }), live);
  const error = { code: "unconfirmed", charged: "maybe" } as const;
  const lost = recordOf("a", { phase: "unconfirmed", error });
  await storage.setItem(`${namespace}:a`, JSON.stringify(lost));
  const other = await openPage(storage);
  await Promise.all([
    owner.update("a", { progress: { phase: "accepted", requestId: "r" } }),
    other.update("a", { isDismissed: true }),
  ]);
  owner.endLive("a");
  await vi.waitFor(async () => {
    const stored = JSON.parse((await storage.getItem(`${namespace}:a`)) ?? "{}");
    expect(stored.progress).toMatchObject({ requestId: "r" });
  });
});

test("what a page noted that has just closed is not written over by one that has not heard of it", async () => {
  const storage = memoryStorage();
  const error = { code: "unconfirmed", charged: "maybe" } as const;
  const lost = recordOf("a", { phase: "unconfirmed", error });
  const key = `${namespace}:a`;
  await storage.setItem(key, JSON.stringify(lost));
  const page = await openPage(storage);
  // The last words of another page, whose message never came.
  const accepted = { ...lost, progress: { phase: "accepted", requestId: "r" } };
  await storage.setItem(key, JSON.stringify(accepted));
  await page.update("a", { isDismissed: true });
  expect(page.getRecord("a")?.progress).toEqual({ phase: "accepted", requestId: "r" });
  expect(JSON.parse((await storage.getItem(key)) ?? "")).toEqual(accepted);
});

test.each<[string, RecordPhase, number]>([
  ["the video", completed(2), 0],
  ["a newer question for the result", { phase: "accepted", requestId: "r" }, 1],
])(
  "a page that slept does not write its old end over %s that another page has noted",
  async (_, progress, reopenings) => {
    const storage = memoryStorage();
    const asleep = await openPage(storage);
    asleep.begin(recordOf("a", { phase: "submitting" }), live);
    await asleep.update("a", { progress: { phase: "accepted", requestId: "r" } });
    asleep.endLive("a");
    // As from a page of which this one has heard nothing.
    const theirs = { ...recordOf("a", progress), reopenings };
    await storage.setItem(`${namespace}:a`, JSON.stringify(theirs));

    const error = { code: "model-error", charged: "maybe" } as const;
    const failed = { phase: "failed", requestId: "r", error, completedAt: 1 } as const;
    await asleep.update("a", { progress: failed });
    expect(asleep.getRecord("a")?.progress).toEqual(progress);
    expect((await openPage(storage)).getRecord("a")?.progress).toEqual(progress);
  },
);

test("what another page tells while this one writes is read afterwards, also if that page is gone", async () => {
  const kept = memoryStorage();
  const accepted: RecordPhase = { phase: "accepted", requestId: "r" };
  await kept.setItem(`${namespace}:a`, JSON.stringify(recordOf("a", accepted)));
  let release = () => {};
  const slow: KlingStorage = {
    ...kept,
    setItem: async (key, value) => {
      await kept.setItem(key, value);
      await new Promise<void>((resolve) => (release = resolve));
    },
  };
  const [page, other] = [await openPage(slow), await openPage(kept)];
  const writing = page.update("a", { isDismissed: true });
  await other.update("a", { progress: completed(2) });
  await new Promise((resolve) => setTimeout(resolve, 50)); // long enough for the message
  other.close();
  release();
  await writing;
  await vi.waitFor(() => expect(phases(page)).toEqual(["completed"]));
});

test("a press that another page declared void is not sent, also when its note was dismissed", async () => {
  const storage = memoryStorage();
  const [frozen, other] = [await openPage(storage), await openPage(storage)];
  frozen.begin(recordOf("a", { phase: "waiting" }), live);
  await frozen.save("a");
  await vi.waitFor(() => expect(phases(other)).toEqual(["waiting"]));
  expect(await frozen.isTakenOver("a")).toBe(false);
  await other.remove("a");
  expect(await frozen.isTakenOver("a")).toBe(true);
});

test("a storage that keeps nothing takes no press back", async () => {
  const storage = { ...memoryStorage(), setItem: () => {} };
  const page = await openPage(storage);
  page.begin(recordOf("a", { phase: "waiting" }), live);
  await page.save("a");
  expect(await page.isTakenOver("a")).toBe(false);
});

test("a generation that is forgotten while it is noted does not come back", async () => {
  const storage = memoryStorage();
  const error = { code: "unconfirmed", charged: "maybe" } as const;
  await storage.setItem(
    `${namespace}:a`,
    JSON.stringify(recordOf("a", { phase: "unconfirmed", error })),
  );
  const page = await openPage(storage);
  const noting = page.update("a", { isDismissed: true });
  await page.remove("a");
  await noting;
  expect(await storage.keys(namespace)).toEqual([]);
});

describe("T05: site data that another tab clears", () => {
  /** As the browser tells the other pages of the storage. */
  function startEvents() {
    const events = new EventTarget();
    vi.stubGlobal("addEventListener", events.addEventListener.bind(events));
    vi.stubGlobal("removeEventListener", events.removeEventListener.bind(events));
    onTestFinished(() => void vi.unstubAllGlobals());
    return (key: string | null) =>
      events.dispatchEvent(Object.assign(new Event("storage"), { key }));
  }

  test("take nothing from a page, and what is paid for stands there again", async () => {
    const tell = startEvents();
    const storage = memoryStorage();
    const page = await openPage(storage);
    const error = { code: "unconfirmed", charged: "maybe" } as const;
    const all: [string, RecordPhase][] = [
      ["running", { phase: "accepted", requestId: "r" }],
      ["done", completed(1)],
      ["lost", { phase: "unconfirmed", error }],
    ];
    for (const [attemptId, progress] of all) {
      page.begin({ ...recordOf(attemptId, { phase: "submitting" }), slot: attemptId }, live);
      await page.update(attemptId, { progress });
      page.endLive(attemptId);
    }
    const keys = await storage.keys(namespace);
    expect(keys).toHaveLength(3);
    for (const key of keys) await storage.removeItem(key);
    tell(null);
    const unfinished = [`${namespace}:lost`, `${namespace}:running`];
    await vi.waitFor(async () =>
      expect([...(await storage.keys(namespace))].sort()).toEqual(unfinished),
    );
    expect(phases(page).sort()).toEqual(["accepted", "completed", "unconfirmed"]);
    page.close();
    expect(phases(await openPage(storage)).sort()).toEqual(["accepted", "unconfirmed"]);
  });

  test("are told from a record that is removed", async () => {
    const tell = startEvents();
    const storage = memoryStorage();
    await storage.setItem(`${namespace}:a`, JSON.stringify(recordOf("a", completed(1))));
    const page = await openPage(storage);
    await vi.waitFor(() => expect(phases(page)).toEqual(["completed"]));
    await storage.removeItem(`${namespace}:a`);
    tell(`${namespace}:a`);
    await vi.waitFor(() => expect(phases(page)).toEqual([]));
  });
});

test("an error of somebody who listens does not stop what is being noted", async () => {
  const thrown: unknown[] = [];
  const keep = (reason: unknown) => void thrown.push(reason);
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", keep);
  onTestFinished(() => {
    process.off("uncaughtException", keep);
    others.forEach((listener) => process.on("uncaughtException", listener));
  });
  const storage = memoryStorage();
  const page = await openPage(storage);
  page.begin(recordOf("a", { phase: "submitting" }), live);
  leave.push(
    page.subscribe(() => {
      throw new Error("the host's own");
    }),
  );
  await page.update("a", { progress: { phase: "accepted", requestId: "r" } });
  expect(await storage.getItem(`${namespace}:a`)).toContain('"requestId":"r"');
  await vi.waitFor(() => expect(String(thrown)).toContain("the host's own"));
});

test("two generations of a slot are both followed to their end", async () => {
  const storage = memoryStorage();
  const [one, other] = [await openPage(storage), await openPage(storage)];
  expect(one.begin(recordOf("a", { phase: "submitting" }, 1), live)).toBe(true);
  expect(other.begin(recordOf("b", { phase: "submitting" }, 2), live)).toBe(true);
  await one.update("a", { progress: { phase: "accepted", requestId: "ra" } });
  await other.update("b", { progress: completed(Date.now()) });
  one.endLive("a");
  other.endLive("b");
  const shown = () => findRecord(other.getRecords(), "default", undefined)?.attemptId;
  await vi.waitFor(() => expect(shown()).toBe("a"));
});

test("a press waits for what other pages have noted", async () => {
  const inner = memoryStorage();
  const taken = recordOf("a", { phase: "accepted", requestId: "r" });
  await inner.setItem(`${namespace}:a`, JSON.stringify(taken));
  const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 50, value));
  const storage: KlingStorage = {
    ...inner,
    getItem: async (key) => later(await inner.getItem(key)),
    keys: async (prefix) => later(await inner.keys(prefix)),
  };
  const page = await openPage(storage);
  await page.ready();
  expect(page.begin(recordOf("b", { phase: "submitting" }, 2), live)).toBe(false);
});

test("a storage that cannot be read for a moment does not drop what is known", async () => {
  const inner = memoryStorage();
  let isDown = false;
  const storage: KlingStorage = {
    ...inner,
    async getItem(key) {
      if (isDown) throw new Error("503");
      return inner.getItem(key);
    },
  };
  const [page, other] = [await openPage(storage), await openPage(storage)];
  other.begin(recordOf("a", { phase: "submitting" }), live);
  await other.update("a", { progress: { phase: "accepted", requestId: "r" } });
  await vi.waitFor(() => expect(phases(page)).toEqual(["accepted"]));
  isDown = true;
  await other.save("a");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(page.getRecord("a")).toBeDefined();
  expect(phases(page)).toEqual(["accepted"]);
});

test("a storage that never answers holds no press up for long, and takes nothing away", async () => {
  const storage = memoryStorage();
  const page = await openPage(storage);
  page.begin(recordOf("done", completed(1), 1), live);
  page.endLive("done");
  await page.save("done");
  storage.setItem = () => new Promise(() => {});
  vi.useFakeTimers();
  try {
    page.begin(recordOf("a", { phase: "submitting" }, 2), live);
    const update = page.update("a", { progress: { phase: "accepted", requestId: "r" } });
    await vi.advanceTimersByTimeAsync(5_000);
    await update;
  } finally {
    vi.useRealTimers();
  }
  expect(phases(page)).toEqual(["completed", "accepted"]);
  expect(page.isDurable()).toBe(false);
});

test("a slow storage ends with what was noted last", async () => {
  const storage = memoryStorage();
  const { setItem } = storage;
  const delays = [60, 0];
  storage.setItem = async (key, value) => {
    await new Promise((resolve) => setTimeout(resolve, delays.shift() ?? 0));
    await setItem(key, value);
  };
  const page = await openPage(storage);
  page.begin(recordOf("a", { phase: "submitting" }), live);
  const first = page.save("a");
  await page.update("a", { progress: { phase: "accepted", requestId: "r" } });
  await first;
  page.endLive("a");
  page.close();
  expect(phases(await openPage(storage))).toEqual(["accepted"]);
});

test("T01: a storage that keeps nothing takes no finished video off the screen", async () => {
  const setItem = () => {
    throw new Error("QuotaExceededError");
  };
  const page = await openPage({ ...memoryStorage(), setItem });
  page.begin(recordOf("done", { phase: "submitting" }, 1), live);
  await page.update("done", { progress: completed(Date.now()) });
  page.begin({ ...recordOf("next", { phase: "submitting" }, 2), slot: "two" }, live);
  await page.save("next");
  expect(phases(page)).toEqual(["completed", "submitting"]);
});

test("a request that was made elsewhere is followed, and is nothing that a reload would lose", async () => {
  const storage = memoryStorage();
  const [page, other] = [await openPage(storage), await openPage(storage)];
  await page.adopt(recordOf("r", { phase: "accepted", requestId: "r" }));
  await other.save("r"); // another page's word about a record that is not stored
  other.begin(recordOf("a", { phase: "submitting" }), live);
  await other.save("a");
  await vi.waitFor(() => expect(page.getRecord("a")).toBeDefined());
  expect(page.getRecord("r")).toBeDefined();
  expect(page.isDurable()).toBe(true);
});

test("a slot belongs to its first component until that one leaves", async () => {
  const page = await openPage(memoryStorage());
  const [first, second] = [{}, {}];
  expect([page.claimSlot("s", first), page.claimSlot("s", second)]).toEqual([true, false]);
  page.releaseSlot("s", first);
  expect(page.claimSlot("s", second)).toBe(true);
});
