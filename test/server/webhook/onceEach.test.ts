import { expect, test, vi } from "vitest";
import { createKlingWebhook } from "../../../src/server/createKlingWebhook.js";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import { hashText } from "../../../src/server/hashText.js";
import type { KlingStore } from "../../../src/server/KlingStore.js";
import { toNodeHandler } from "../../../src/server/toNodeHandler.js";
import { toWebhookUrl } from "../../../src/server/webhookProof.js";
import { listen } from "../support/listen.js";
import { REQUEST_ID } from "../support/requests.js";
import { send } from "../support/send.js";
import { FAL_KEY } from "../support/startProxy.js";
import { toBody } from "./support/bodies.js";
import { startFalDeliveries } from "./support/startFalDeliveries.js";
import { REF, startWebhook } from "./support/startWebhook.js";

/** Answers to so many deliveries at once. */
async function times(count: number, deliver: () => Promise<{ status: number }>) {
  const answers = await Promise.all(Array.from({ length: count }, deliver));
  return answers.map(({ status }) => status);
}

test("#45: ten deliveries at once and ten later ones have one effect, and all get 200", async () => {
  let calls = 0;
  const onCompleted = async () => {
    calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  const webhook = await startWebhook({ onCompleted });
  const deliver = () => webhook.deliver(webhook.url, toBody());
  const answers = [...(await times(10, deliver)), ...(await times(10, deliver))];
  expect(answers).toEqual(Array.from({ length: 20 }, () => 200));
  expect(calls).toBe(1);
  expect(webhook.events).toEqual([{ type: "completed", userId: null, attempt: REF }]);
});

test("#45: a delivery that somebody has recorded and sends again has no effect", async () => {
  let now = Date.now();
  const webhook = await startWebhook({ now: () => now });
  const recorded = { method: "POST", body: toBody(), headers: await webhook.sign(toBody()) };
  expect((await send(webhook.url, recorded)).status).toBe(200);
  expect((await send(webhook.url, recorded)).status).toBe(200);
  now += 302_000;
  expect((await send(webhook.url, recorded)).status).toBe(401);
  expect(webhook.completed).toHaveLength(1);
});

test("two processes with one store: one of them tells the host", async () => {
  const fal = await startFalDeliveries();
  const store = createMemoryStore();
  const told: string[] = [];
  const start = async (name: string) => {
    const onCompleted = () => told.push(name);
    const options = { falKey: FAL_KEY, store, jwksUrl: fal.jwksUrl, onCompleted };
    const { origin } = await listen(toNodeHandler(createKlingWebhook(options)));
    return toWebhookUrl(`${origin}/webhook`, REF, FAL_KEY);
  };
  const urls = [await start("one"), await start("two")];
  const answers = await Promise.all(
    [...urls, ...urls, ...urls].map((url) => fal.deliver(url, toBody())),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(told).toHaveLength(1);
});

test("where onCompleted throws, fal is told 500 and its next delivery tells it again", async () => {
  let calls = 0;
  const onCompleted = () => {
    calls += 1;
    if (calls < 3) throw new Error("The disk is full: secret-canary");
  };
  const webhook = await startWebhook({ onCompleted });
  const answers = [];
  for (let i = 0; i < 4; i += 1) answers.push(await webhook.deliver(webhook.url, toBody()));
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 200, 200]);
  expect(answers[0]?.json()).toEqual({ detail: expect.any(String), reason: "callback_failed" });
  expect(calls).toBe(3);
  expect(webhook.events.map(({ type }) => type)).toEqual([
    "completed",
    "delivery-refused",
    "delivery-refused",
  ]);
});

test("who comes while it runs is not told that it is done before it is", async () => {
  let calls = 0;
  const onCompleted = async () => {
    calls += 1;
    const isFirst = calls === 1;
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (isFirst) throw new Error("The first one fails.");
  };
  const webhook = await startWebhook({ onCompleted });
  const answers = await times(5, () => webhook.deliver(webhook.url, toBody()));
  expect(answers.filter((status) => status === 200)).toHaveLength(4);
  expect(answers).toContain(500);
  expect(calls).toBe(2);
});

test("the work of a process that has died is taken up once its lease has ended", async () => {
  const webhook = await startWebhook();
  const key = `webhook:${await hashText(REQUEST_ID)}`;
  await webhook.store.create(key, "the lease of a dead process", 1);
  const answer = await webhook.deliver(webhook.url, toBody());
  expect(answer.status).toBe(200);
  expect(webhook.completed).toHaveLength(1);
});

test("while another process is at it for longer than fal waits: 503, and no second effect", async () => {
  const webhook = await startWebhook();
  const key = `webhook:${await hashText(REQUEST_ID)}`;
  await webhook.store.create(key, "the lease of another process", 60);
  const answer = await webhook.deliver(webhook.url, toBody());
  expect([answer.status, answer.json().reason]).toEqual([503, "in_flight"]);
  expect(webhook.completed).toEqual([]);
}, 20_000);

test.each(["create", "get", "set"] as const)(
  "where the store fails (%s), fal is told 503 and a later delivery is taken",
  async (method) => {
    const memory = createMemoryStore();
    let isBroken = true;
    const store: KlingStore = {
      ...memory,
      [method]: (...args: never[]) =>
        isBroken
          ? Promise.reject(new Error("redis://secret-canary is down"))
          : Reflect.apply(memory[method], memory, args),
    };
    const webhook = await startWebhook({ store });
    const answer = await webhook.deliver(webhook.url, toBody());
    expect([answer.status, answer.json().reason]).toEqual([503, "store_unavailable"]);
    expect(webhook.events).toContainEqual({ type: "store-failed", during: "record" });
    isBroken = false;
    // "set" fails after the effect: it is told again, once the lease has ended.
    const key = `webhook:${await hashText(REQUEST_ID)}`;
    await memory.delete(key, (await memory.get(key)) ?? "");
    expect((await webhook.deliver(webhook.url, toBody())).status).toBe(200);
    expect(webhook.completed).toHaveLength(method === "set" ? 2 : 1);
  },
);

test("it goes on although fal hangs up, and a serverless host is kept alive for it", async () => {
  const leave = new AbortController();
  const kept: Promise<unknown>[] = [];
  let calls = 0;
  const onCompleted = async () => {
    calls += 1;
    leave.abort();
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
  const waitUntil = (promise: Promise<unknown>) => void kept.push(promise);
  const webhook = await startWebhook({ onCompleted, waitUntil });
  const headers = await webhook.sign(toBody());
  const { signal } = leave;
  await expect(
    send(webhook.url, { method: "POST", body: toBody(), headers, signal }),
  ).rejects.toThrow();
  await vi.waitFor(() => expect(kept).toHaveLength(1));
  await Promise.all(kept);
  expect((await webhook.deliver(webhook.url, toBody())).status).toBe(200);
  expect(calls).toBe(1);
});

test("a waitUntil that throws costs nothing", async () => {
  const waitUntil = () => {
    throw new Error("There is no request to extend.");
  };
  const webhook = await startWebhook({ waitUntil });
  expect((await webhook.deliver(webhook.url, toBody())).status).toBe(200);
  expect(webhook.completed).toHaveLength(1);
});
