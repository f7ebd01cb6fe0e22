import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { estimateCost } from "../../src/model/price.js";
import type { FalSimulator } from "../../src/simulator/index.js";
import type { Answer } from "../server/support/send.js";
import { submit, submitSpread } from "./support/ask.js";
import { describeProcesses } from "./support/describeProcesses.js";

const PRICE_USD = estimateCost("5");
const MINUTE_MS = 60_000;

describeProcesses((start) => {
  test("#27: 100 submits at once spend a budget to the cent, and no more", async () => {
    const total = { usd: 10 * PRICE_USD, per: "month" } as const;
    const { hosts, simulator } = await start({ options: { budget: { total } } });
    const presses = Array.from({ length: 100 }, (_, index) => ({
      user: `visitor${index}`,
      attempt: `attempt-${index}`,
    }));
    const answers = await submitSpread(hosts, presses);
    expectSent(answers, simulator, 10);
    expectRefused(answers, "budget_spent", 90);
    expectRefused([await submit(hosts[1], { attempt: "late" })], "budget_spent", 1);
    expect(simulator.posts).toHaveLength(10);
  }, 120_000);

  test("#27: the last dollar of a visitor is spent once, and nobody else's", async () => {
    const { hosts, simulator } = await start({
      options: {
        budget: { perUser: { usd: 2.5 * PRICE_USD, per: "month" } },
        requestsPerMinute: { submits: 1_000 },
      },
    });
    const presses = Array.from({ length: 50 }, (_, index) => ({ attempt: `attempt-${index}` }));
    const answers = await submitSpread(hosts, presses);
    expectSent(answers, simulator, 2);
    expectRefused(answers, "budget_spent", 48);
    expect(await submit(hosts[2], { user: "bob", attempt: "one" })).toMatchObject({ status: 200 });
  }, 120_000);

  test("#26: a visitor's submits per minute are counted over all processes", async () => {
    const { hosts, simulator } = await start({ options: { requestsPerMinute: { submits: 10 } } });
    await untilFarFromNextMinute();
    const presses = Array.from({ length: 60 }, (_, index) => ({ attempt: `attempt-${index}` }));
    const answers = await submitSpread(hosts, presses);
    expectSent(answers, simulator, 10);
    expectRefused(answers, "rate_limited", 50);
    expect(await submit(hosts[0], { user: "bob", attempt: "one" })).toMatchObject({ status: 200 });
  }, 120_000);

  test("#27: what fal has refused can be spent by whoever comes next", async () => {
    const total = { usd: PRICE_USD, per: "month" } as const;
    const { hosts, simulator } = await start({ options: { budget: { total } } });
    simulator.script({ submit: "balance" });
    expect(await submit(hosts[0], { attempt: "refused" })).toMatchObject({ status: 403 });
    expect(await submit(hosts[1], { attempt: "second" })).toMatchObject({ status: 200 });
    expectRefused([await submit(hosts[2], { attempt: "third" })], "budget_spent", 1);
    expect(simulator.ledger).toHaveLength(1);
    expect(simulator.posts).toHaveLength(2);
  }, 60_000);
});

/** So many were paid for, each of those was answered with its request, and no other reached fal. */
function expectSent(answers: readonly Answer[], { ledger, posts }: FalSimulator, count: number) {
  const ids = answers
    .filter(({ status }) => status === 200)
    .map(({ json }) => String(json().request_id));
  expect(ledger).toHaveLength(count);
  expect(ids.sort()).toEqual(ledger.map(({ requestId }) => requestId).sort());
  expect(posts).toHaveLength(count);
}

function expectRefused(answers: readonly Answer[], reason: string, count: number): void {
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused).toHaveLength(count);
  for (const { status, headers, json } of refused) {
    expect([status, json().reason]).toEqual([429, reason]);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  }
}

/** The limit begins anew with every minute. */
async function untilFarFromNextMinute(): Promise<void> {
  const leftMs = MINUTE_MS - (Date.now() % MINUTE_MS);
  if (leftMs < 20_000) await sleep(leftMs + 500);
}
