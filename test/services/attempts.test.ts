import { expect, test, vi } from "vitest";
import { estimateCost } from "../../src/model/price.js";
import { cancel, find, ping, readStatus, submit, submitSpread } from "./support/ask.js";
import { describeProcesses } from "./support/describeProcesses.js";

const SOON = { timeout: 30_000, interval: 50 };

/** Claims then end after 23 s: what an answer may take, and 15 s. */
const TIMES = { submitTimeoutMs: 6_000, readTimeoutMs: 2_000 };

describeProcesses((start) => {
  test("a process is killed in the middle of a submit: it stays unconfirmed, and is never sent again", async () => {
    const total = { usd: estimateCost("5"), per: "month" } as const;
    const { hosts, simulator } = await start({
      options: { ...TIMES, budget: { total } },
      script: { submit: { acceptThen: "blackhole" } },
    });
    const [killed, other, third] = hosts;
    const press = { attempt: "attempt-1" };
    const lost = expect(submit(killed, press)).rejects.toThrow();
    await expect.poll(() => simulator.ledger.length, SOON).toBe(1);
    await killed.kill();
    await lost;

    const underWay = await find(other, press);
    expect(underWay).toMatchObject({ status: 409 });
    expect(underWay.json()).toMatchObject({ reason: "in_flight", outcome: "unknown" });
    expect(underWay.headers["x-kling-attempt-id"]).toBe("attempt-1");
    expect(await submit(third, press)).toMatchObject({ status: 409 });

    await vi.waitFor(async () => {
      const ended = await find(other, press);
      expect(ended).toMatchObject({ status: 504 });
      expect(ended.json()).toMatchObject({ reason: "answer_lost", outcome: "unknown" });
    }, 60_000);
    const again = await submit(third, press);
    expect(again).toMatchObject({ status: 504 });
    expect(again.json()).toMatchObject({ reason: "answer_lost", outcome: "unknown" });
    // What may have been spent stays reserved.
    expect(await submit(other, { attempt: "attempt-2" })).toMatchObject({ status: 429 });
    expect(simulator.posts).toHaveLength(1);
  }, 120_000);

  test("a process is killed after the answer: the others know it", async () => {
    const { hosts, simulator } = await start();
    const press = { attempt: "attempt-1" };
    const first = await submit(hosts[0], press);
    await hosts[0].kill();
    const answers = [await find(hosts[1], press), await submit(hosts[2], press)];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual(first.json());
      expect(answer.headers["idempotent-replayed"]).toBe("true");
    }
    expect(simulator.posts).toHaveLength(1);
  }, 60_000);

  test("D08: one attempt sent to three processes at once is one request to fal", async () => {
    const { hosts, simulator } = await start({ script: { submit: { slowMs: 500 } } });
    const presses = Array.from({ length: 30 }, () => ({ attempt: "attempt-1" }));
    const answers = await submitSpread(hosts, presses);
    expect(simulator.posts).toHaveLength(1);
    const answered = answers.filter(({ status }) => status === 200);
    const others = answers.filter(({ status }) => status !== 200);
    const ids = new Set(answered.map(({ json }) => json().request_id));
    expect([...ids]).toEqual([simulator.ledger[0]?.requestId]);
    const firsts = answered.filter(({ headers }) => headers["idempotent-replayed"] === undefined);
    expect(firsts).toHaveLength(1);
    for (const { status, json } of others) {
      expect([status, json().reason]).toEqual([409, "in_flight"]);
    }
  }, 60_000);

  test("D08: one that takes long is under way for the others, and answered once it is there", async () => {
    const { hosts, simulator } = await start({ script: { submit: { slowMs: 12_000 } } });
    const press = { attempt: "attempt-1" };
    const first = submit(hosts[0], press);
    await expect.poll(() => simulator.posts.length, SOON).toBe(1);
    const [second, third] = await Promise.all([submit(hosts[1], press), find(hosts[2], press)]);
    for (const { status, json } of [second, third]) {
      expect([status, json().reason]).toEqual([409, "in_flight"]);
    }
    const { status, json } = await first;
    expect(status).toBe(200);
    expect((await submit(hosts[1], press)).json()).toEqual(json());
    expect(simulator.posts).toHaveLength(1);
  }, 60_000);

  test("#19, #20: whose request it is, every process knows", async () => {
    const { hosts, simulator } = await start();
    const { json } = await submit(hosts[0], { user: "ada", attempt: "attempt-1" });
    const id = json().request_id;
    const refused = [await readStatus(hosts[1], id, "eve"), await cancel(hosts[2], id, "eve")];
    for (const answer of refused) {
      expect([answer.status, answer.json().reason]).toEqual([404, "unknown_request"]);
    }
    expect(await find(hosts[1], { user: "eve", attempt: "attempt-1" })).toMatchObject({
      status: 404,
    });
    expect([simulator.count("status"), simulator.count("cancel")]).toEqual([0, 0]);
    expect(await readStatus(hosts[1], id, "ada")).toMatchObject({ status: 202 });
    expect(await cancel(hosts[2], id, "ada")).toMatchObject({ status: 202 });
  }, 60_000);

  test("#28: while the store is down nothing is sent, and a generation can still be followed", async () => {
    const { hosts, simulator, service } = await start();
    const { json } = await submit(hosts[0], { attempt: "attempt-1" });
    await service.stop();
    try {
      const refused = [await submit(hosts[1], { attempt: "attempt-2" }), await ping(hosts[2])];
      for (const { status, json: read } of refused) {
        expect([status, read().reason]).toEqual([503, "store_unavailable"]);
      }
      expect(await readStatus(hosts[1], json().request_id)).toMatchObject({ status: 202 });
      expect(await cancel(hosts[1], json().request_id, "eve")).toMatchObject({ status: 503 });
    } finally {
      await service.start();
    }
    await vi.waitFor(async () => {
      expect(await submit(hosts[1], { attempt: "attempt-2" })).toMatchObject({ status: 200 });
    }, 30_000);
    expect(simulator.posts).toHaveLength(2);
    expect(simulator.count("cancel")).toBe(0);
  }, 120_000);

  test("the store goes down in the middle of a submit: its answer is written down later", async () => {
    const { hosts, simulator, service } = await start({ script: { submit: { slowMs: 1_500 } } });
    const press = { attempt: "attempt-1" };
    const submitting = submit(hosts[0], press);
    await expect.poll(() => simulator.posts.length, SOON).toBe(1);
    await service.stop();
    const first = await submitting;
    expect(first.status).toBe(200);
    await service.start();
    await vi.waitFor(async () => {
      const known = await find(hosts[1], press);
      expect(known.status).toBe(200);
      expect(known.json()).toEqual(first.json());
    }, 60_000);
    const id = first.json().request_id;
    expect(await readStatus(hosts[2], id)).toMatchObject({ status: 202 });
    expect(await readStatus(hosts[2], id, "eve")).toMatchObject({ status: 404 });
    expect(simulator.posts).toHaveLength(1);
  }, 120_000);
});
