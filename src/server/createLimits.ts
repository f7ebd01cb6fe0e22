import { hashText } from "./hashText.js";
import type { KlingUser } from "./KlingAuthorize.js";
import type { KlingBudget, KlingRates } from "./KlingLimits.js";
import type { KlingStore } from "./KlingStore.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { toWindow } from "./toWindow.js";

/** Counts live a little longer than their window, whatever the clocks of two processes say. */
const SLACK_S = 60;

/** How much is spent and asked, over all processes that share the store. A store that fails rejects. */
export interface Limits {
  /**
   * Counts one request of a visitor.
   *
   * @throws ProxyRefusal 429, with the time after which the next one is taken
   */
  count: (kind: keyof KlingRates, user: KlingUser) => Promise<void>;
  /**
   * Reserves the price of one generation, before it is sent. Answers with what gives it back.
   *
   * @throws ProxyRefusal 429 where it is more than what is left
   */
  reserve: (user: KlingUser, priceUsd: number) => Promise<() => Promise<void>>;
}

interface LimitsOptions {
  store: KlingStore;
  /** `undefined`: not limited. */
  rates: KlingRates;
  budget: { perUser?: KlingBudget | undefined; total?: KlingBudget | undefined };
}

/** Limits that are counted in a host's store. */
export function createLimits({ store, rates, budget }: LimitsOptions): Limits {
  const add = ({ key, endsAt }: Pick<Count, "key" | "endsAt">, amount: number): Promise<number> =>
    store.add(key, amount, Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)) + SLACK_S);

  async function giveBack(counts: readonly Count[], cents: number): Promise<void> {
    for (const count of counts) await add(count, -cents);
  }

  return {
    async count(kind, user) {
      const max = rates[kind];
      if (max === undefined) return;
      const { id, endsAt } = toWindow("minute", Date.now());
      const key = `rate:${kind}:${await hashText(user.userId)}:${id}`;
      if ((await add({ key, endsAt }, 1)) > max) throw tooMany(endsAt);
    },

    async reserve(user, priceUsd) {
      const cents = Math.round(priceUsd * 100);
      const own = user.limits?.budget ?? budget.perUser;
      const wanted: Count[] = [];
      if (own) wanted.push(toCount(`budget:${await hashText(user.userId)}`, own));
      if (budget.total) wanted.push(toCount("budget", budget.total));
      const reserved: Count[] = [];
      try {
        for (const count of wanted) {
          const spent = await add(count, cents);
          // Not before: what the store may not have counted is not given back.
          reserved.push(count);
          if (spent > count.max) throw tooDear(count.endsAt);
        }
      } catch (error) {
        // Where this fails too, too much stays reserved, which costs nobody anything.
        await giveBack(reserved, cents).catch(() => undefined);
        throw error;
      }
      return () => giveBack(reserved, cents);
    },
  };
}

/** A count within one window of time. */
interface Count {
  /** Names the window too: what is given back late changes no other one. */
  key: string;
  max: number;
  endsAt: number;
}

function toCount(key: string, { usd, per }: KlingBudget): Count {
  const { id, endsAt } = toWindow(per, Date.now());
  // 0.7 × 100 is a little less than 70.
  return { key: `${key}:${id}`, max: Math.floor(usd * 100 + 1e-6), endsAt };
}

function tooDear(endsAt: number): ProxyRefusal {
  return new ProxyRefusal({
    status: 429,
    reason: "budget_spent",
    detail: "What is left of the budget does not cover this generation. Nothing was sent to fal.",
    headers: toRetryAfter(endsAt),
  });
}

function tooMany(endsAt: number): ProxyRefusal {
  return new ProxyRefusal({
    status: 429,
    reason: "rate_limited",
    detail: "Too many requests within one minute. Nothing was sent to fal.",
    headers: toRetryAfter(endsAt),
  });
}

function toRetryAfter(endsAt: number): Record<string, string> {
  return { "retry-after": String(Math.max(1, Math.ceil((endsAt - Date.now()) / 1000))) };
}
