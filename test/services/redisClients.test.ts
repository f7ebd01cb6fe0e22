import { Cluster, Redis } from "ioredis";
import { createClient, createCluster, RESP_TYPES } from "redis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { findRedis } from "../../scripts/services.mjs";
import { createRedisStore } from "../../src/server/createRedisStore.js";
import type { KlingStore } from "../../src/server/KlingStore.js";
import { startRedis } from "./support/startRedis.js";
import type { Service } from "./support/startService.js";
import { SHARED_KINDS } from "./support/storeKinds.js";

const MINUTE_S = 60;
const HOST = "127.0.0.1";
const REDIS_KINDS = SHARED_KINDS.filter(({ client }) => client !== "postgres");

test("what is no client of Redis is refused at once", () => {
  for (const client of [undefined, null, {}, "redis://localhost", { get: () => null }]) {
    // @ts-expect-error a programmer's mistake, as JavaScript lets it through
    expect(() => createRedisStore(client)).toThrow("got no Redis client");
  }
});

describe.skipIf(findRedis() === null)("the host's client of Redis", () => {
  let service: Service;
  beforeAll(async () => {
    service = await startRedis();
  });
  afterAll(() => service.close());

  test("may connect on first use, and keep nothing for later", async () => {
    const settings = { host: HOST, port: service.port, lazyConnect: true };
    const client = new Redis({ ...settings, enableOfflineQueue: false });
    onTestFinished(() => client.disconnect());
    const store = createRedisStore(client);
    void client.connect();
    await expectWorks(store);
    const lazy = new Redis(settings);
    onTestFinished(() => lazy.disconnect());
    await expectWorks(createRedisStore(lazy));
  });

  test("may still be connecting", async () => {
    const client = createClient({ socket: { host: HOST, port: service.port } });
    onTestFinished(() => client.destroy());
    void client.connect();
    await expectWorks(createRedisStore(client));
  });

  test("is a rejection where it was never connected, or is closed", async () => {
    const never = createClient({ socket: { host: HOST, port: service.port } });
    await expect(createRedisStore(never).get("key")).rejects.toThrow();
    const closed = new Redis({ host: HOST, port: service.port });
    await closed.quit();
    await expect(createRedisStore(closed).add("key", 1, MINUTE_S)).rejects.toThrow();
  });

  test("is a rejection where it answers bytes: they must not be taken for nothing", async () => {
    const client = createClient({ socket: { host: HOST, port: service.port } });
    onTestFinished(() => client.destroy());
    await client.connect();
    const store = createRedisStore(client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }));
    await store.set("bytes", "value", MINUTE_S);
    await expect(store.create("bytes", "other", MINUTE_S)).rejects.toThrow("does not answer text");
    await expect(store.get("bytes")).rejects.toThrow("does not answer text");
  });

  test.each(REDIS_KINDS)("$name sends no command anew whose answer was lost", async ({ open }) => {
    const { store, close } = await open(service.port);
    onTestFinished(async () => void (await close()));
    await store.get("lost");
    service.freeze();
    const unanswered = [store.create("lost", "late", MINUTE_S), store.add("lost", 1, MINUTE_S)];
    await Promise.all(unanswered.map((answer) => expect(answer).rejects.toThrow("within 3 s")));
    await service.crash();
    await service.start();
    await expect.poll(() => store.get("lost")).toBeNull();
    expect(await store.add("lost", 1, MINUTE_S)).toBe(1);
  });
});

describe.skipIf(findRedis() === null)("a cluster", () => {
  let service: Service;
  beforeAll(async () => {
    service = await startRedis(["--cluster-enabled", "yes", "--cluster-announce-ip", HOST]);
    const node = new Redis({ host: HOST, port: service.port });
    await node.cluster("ADDSLOTS", ...Array.from({ length: 16_384 }, (_, slot) => slot));
    await vi.waitFor(async () => {
      expect(await node.cluster("INFO")).toContain("cluster_state:ok");
    }, 20_000);
    node.disconnect();
  }, 60_000);
  afterAll(() => service.close());

  test("through ioredis", async () => {
    const client = new Cluster([{ host: HOST, port: service.port }]);
    onTestFinished(() => client.disconnect());
    await expectWorks(createRedisStore(client));
  });

  test("through node-redis", async () => {
    const client = createCluster({ rootNodes: [{ socket: { host: HOST, port: service.port } }] });
    onTestFinished(() => client.destroy());
    await client.connect();
    await expectWorks(createRedisStore(client));
  });
});

let runs = 0;

async function expectWorks(store: KlingStore): Promise<void> {
  const key = `works:${(runs += 1)}`;
  expect(await store.create(key, "first", MINUTE_S)).toBeNull();
  expect(await store.create(key, "second", MINUTE_S)).toBe("first");
  await store.set(key, "third", MINUTE_S);
  expect(await store.get(key)).toBe("third");
  await store.delete(key, "third");
  expect(await store.get(key)).toBeNull();
  expect(await Promise.all([store.add(key, 2, MINUTE_S), store.add(key, 3, MINUTE_S)])).toContain(
    5,
  );
}
