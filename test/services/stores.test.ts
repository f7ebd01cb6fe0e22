import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { KlingStore } from "../../src/server/KlingStore.js";
import type { Service } from "./support/startService.js";
import { MEMORY, SHARED_KINDS } from "./support/storeKinds.js";

const MINUTE_S = 60;
const DAYS_30_S = 30 * 24 * 60 * 60;
const EXPIRY = { timeout: 10_000, interval: 100 };
const BACK = { timeout: 20_000 };

let keys = 0;
/** A key that no other test uses. */
const toKey = (name: string) => `${name}:${(keys += 1)}`;

type Open = () => Promise<KlingStore>;

describe("memory", () => {
  describeStore(async () => (await MEMORY.open()).store);
});

describe.each(SHARED_KINDS)("$name", ({ isMissing, startService, open, hang }) => {
  describe.skipIf(isMissing)("as a store", () => {
    let service: Service;
    beforeAll(async () => {
      service = await startService();
      return service.close;
    }, 60_000);

    async function openStore(prefix?: string) {
      const { store, close } = await open(service.port, prefix);
      onTestFinished(async () => void (await close()));
      return store;
    }

    describeStore(() => openStore());
    describeSharing(openStore);
    describeOutage(openStore, hang, () => service);
  });
});

function describeStore(openStore: Open): void {
  test("an entry is created once, however many ask at once", async () => {
    const store = await openStore();
    const key = toKey("claim");
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => store.create(key, `value ${index}`, MINUTE_S)),
    );
    const winner = `value ${answers.indexOf(null)}`;
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set([null, winner]));
    expect(await store.get(key)).toBe(winner);
  });

  test("an entry is gone when its time is up, and can be created again", async () => {
    const store = await openStore();
    const [created, written] = [toKey("claim"), toKey("claim")];
    await store.create(created, "first", 1);
    await store.set(written, "first", 1);
    await expect.poll(() => store.get(created), EXPIRY).toBeNull();
    await expect.poll(() => store.get(written), EXPIRY).toBeNull();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => store.create(created, "second", MINUTE_S)),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(await store.get(created)).toBe("second");
  });

  test("what is found lives no longer for it", async () => {
    const store = await openStore();
    const key = toKey("claim");
    await store.create(key, "first", 1);
    expect(await store.create(key, "second", MINUTE_S)).toBe("first");
    await expect.poll(() => store.get(key), EXPIRY).toBeNull();
  });

  test("an entry is read, written over and deleted", async () => {
    const store = await openStore();
    const key = toKey("answer");
    const value = JSON.stringify({ word: "füchse 🦊 'quoted' $1 \\ \n" });
    expect(await store.get(key)).toBeNull();
    await store.set(key, "before", MINUTE_S);
    await store.set(key, value, MINUTE_S);
    expect(await store.get(key)).toBe(value);
    expect(await store.create(key, "other", MINUTE_S)).toBe(value);
    await store.delete(key, value);
    await store.delete(key, value);
    expect(await store.get(key)).toBeNull();
    expect(await store.create(key, "", MINUTE_S)).toBeNull();
    expect(await store.create(key, "other", MINUTE_S)).toBe("");
  });

  test("a deletion takes what it was meant for, and nothing that was written since", async () => {
    const store = await openStore();
    const key = toKey("claim");
    await store.create(key, "first", MINUTE_S);
    await store.delete(key, "fir");
    expect(await store.get(key)).toBe("first");
    await store.delete(key, "first");
    await store.create(key, "second", MINUTE_S);
    await store.delete(key, "first");
    expect(await store.get(key)).toBe("second");
  });

  test("writing over an entry gives it a new time", async () => {
    const store = await openStore();
    const key = toKey("answer");
    await store.create(key, "short", 1);
    await store.set(key, "long", DAYS_30_S);
    await sleep(1500);
    expect(await store.get(key)).toBe("long");
  });

  test("#27: no addition is lost, however many come at once", async () => {
    const store = await openStore();
    const key = toKey("budget");
    const counts = await Promise.all(
      Array.from({ length: 200 }, () => store.add(key, 7, DAYS_30_S)),
    );
    expect(counts.sort((a, b) => a - b)).toEqual(counts.map((_, index) => (index + 1) * 7));
  });

  test("what was reserved is given back", async () => {
    const store = await openStore();
    const key = toKey("budget");
    expect(await store.add(key, 350, MINUTE_S)).toBe(350);
    expect(await store.add(key, -350, MINUTE_S)).toBe(0);
    expect(await store.add(key, -5, MINUTE_S)).toBe(-5);
    expect(await store.add(key, 0, MINUTE_S)).toBe(-5);
  });

  test("a count takes more than 2³¹", async () => {
    const store = await openStore();
    const key = toKey("budget");
    await store.add(key, 9_000_000_000, DAYS_30_S);
    expect(await store.add(key, 1, DAYS_30_S)).toBe(9_000_000_001);
  });

  test("a count begins anew when the time of its first addition is up", async () => {
    const store = await openStore();
    const key = toKey("rate");
    await store.add(key, 5, 2);
    const begun = Date.now();
    while ((await store.add(key, 1, 2)) !== 1) {
      expect(Date.now() - begun).toBeLessThan(20_000);
      await sleep(250);
    }
    expect(await store.add(key, 1, 2)).toBe(2);
  });

  test("keys are apart, and entries from counts", async () => {
    const store = await openStore();
    const [one, other] = [toKey("one"), toKey("one:with:colons")];
    await store.add(one, 1, MINUTE_S);
    await store.set(one, "text", MINUTE_S);
    await store.add(one, 1, MINUTE_S);
    expect(await store.get(one)).toBe("text");
    expect(await store.get(other)).toBeNull();
    expect(await store.add(other, 1, MINUTE_S)).toBe(1);
    await store.delete(one, "text");
    expect(await store.add(one, 1, MINUTE_S)).toBe(3);
  });

  test("a key may be long", async () => {
    const store = await openStore();
    const key = toKey("x".repeat(1000));
    await store.set(key, "there", MINUTE_S);
    expect(await store.get(key)).toBe("there");
    expect(await store.add(key, 1, MINUTE_S)).toBe(1);
  });

  test("a time to live need not be whole", async () => {
    const store = await openStore();
    const key = toKey("rate");
    expect(await store.create(key, "there", 59.3)).toBeNull();
    await store.set(key, "there", 0.2);
    expect(await store.add(key, 1, 59.3)).toBe(1);
    await expect.poll(() => store.get(key), EXPIRY).toBeNull();
  });
}

function describeSharing(openStore: (prefix?: string) => Promise<KlingStore>): void {
  test("two clients see the same", async () => {
    const [first, second] = await Promise.all([openStore(), openStore()]);
    const key = toKey("shared");
    const answers = await Promise.all([
      first.create(key, "first", MINUTE_S),
      second.create(key, "second", MINUTE_S),
    ]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(await first.get(key)).toBe(await second.get(key));
    await first.add(key, 2, MINUTE_S);
    expect(await second.add(key, 3, MINUTE_S)).toBe(5);
    expect([first.isShared, second.isShared]).toEqual([true, true]);
  });

  test("two hosts with names of their own do not see each other", async () => {
    const [mine, yours] = await Promise.all([openStore("mine"), openStore("Yours")]);
    const key = toKey("shared");
    await mine.set(key, "mine", MINUTE_S);
    await mine.add(key, 5, MINUTE_S);
    expect(await yours.create(key, "yours", MINUTE_S)).toBeNull();
    expect(await yours.add(key, 1, MINUTE_S)).toBe(1);
    expect(await mine.get(key)).toBe("mine");
  });
}

function describeOutage(
  openStore: Open,
  hang: (service: Service) => Promise<() => Promise<unknown>>,
  getService: () => Service,
): void {
  async function expectAllReject(store: KlingStore) {
    const begun = performance.now();
    const outcomes = await Promise.allSettled([
      store.create("down", "x", MINUTE_S),
      store.get("down"),
      store.set("down", "x", MINUTE_S),
      store.delete("down", "x"),
      store.add("down", 1, MINUTE_S),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => "rejected"));
    // 3 s, on a machine with much else to do.
    expect(performance.now() - begun).toBeLessThan(10_000);
  }

  test("#28: a server that is down is a rejection, and it is used again once it is back", async () => {
    const service = getService();
    const store = await openStore();
    await store.add("down", 1, MINUTE_S);
    await service.stop();
    await expectAllReject(store);
    const late = openStore();
    await service.start();
    await expect.poll(() => store.set("up", "again", MINUTE_S), BACK).toBeUndefined();
    expect(await store.get("up")).toBe("again");
    const lateStore = await late;
    // It looks for the server at a pace of its own.
    await expect.poll(() => lateStore.get("up"), BACK).toBe("again");
  }, 60_000);

  test("a server that hangs is a rejection", async () => {
    const store = await openStore();
    await store.set("hung", "x", MINUTE_S);
    const release = await hang(getService());
    try {
      await expectAllReject(store);
    } finally {
      await release();
    }
    await expect.poll(() => store.get("hung"), BACK).not.toBeNull();
  }, 60_000);

  test("nothing that was refused meanwhile is done afterwards", async () => {
    const service = getService();
    const store = await openStore();
    const key = toKey("late");
    await service.stop();
    await expect(store.create(key, "late", MINUTE_S)).rejects.toThrow();
    await expect(store.add(key, 1, MINUTE_S)).rejects.toThrow();
    await service.start();
    await expect.poll(() => store.get(key), BACK).toBeNull();
    expect(await store.add(key, 1, MINUTE_S)).toBe(1);
  }, 60_000);
}
