import { describe, expect, it } from "vitest";
import { APP_ID } from "../../src/model/endpoint.js";
import { INPUT, SUBMIT_URL } from "../server/support/requests.js";
import type { Answer, SendOptions } from "../server/support/send.js";
import type { RunningHost } from "./support/setUpHost.js";
import { createVisitor } from "./support/visitor.js";

/** More than any limit of the test hosts. */
const MANY = 30;

/** How much one visitor may do. */
export function testLimits(running: () => RunningHost): void {
  /** Asks until it is too much; each time from another place, as far as headers tell. */
  async function askUntilRefused(toOptions: (index: number) => SendOptions): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let index = 0; index < MANY; index += 1) {
      const options = toOptions(index);
      const headers = { ...options.headers, "x-forwarded-for": `203.0.113.${index}` };
      const answer = await running().ask({ ...options, headers });
      answers.push(answer);
      if (answer.status === 429) break;
    }
    return answers;
  }

  describe("limits", () => {
    it("#22, #29: who guesses request ids hears 404 a few times, then 429", async () => {
      const { fal } = running();
      const visitor = createVisitor();
      const answers = await askUntilRefused((index) =>
        visitor.toTarget(`https://queue.fal.run/${APP_ID}/requests/guess-number-${index}/status`),
      );
      expect(answers.length).toBeGreaterThan(3);
      expect(answers.slice(0, -1).every(({ status }) => status === 404)).toBe(true);
      expectRefused(answers.at(-1), "rate_limited");
      expect(fal.seen).toHaveLength(0);
    });

    it("#26, #29: too many submits in a minute → 429, and fal hears of none of them", async () => {
      const { fal } = running();
      const visitor = createVisitor();
      const answers = await askUntilRefused(() => visitor.post(SUBMIT_URL, INPUT));
      expect(answers.length).toBeGreaterThan(3);
      expectRefused(answers.at(-1), "rate_limited");
      expect(fal.seen).toHaveLength(answers.length - 1);
    });

    it("#27: of many at once, those that the budget covers are sent", async () => {
      const { ask, fal } = running();
      const visitor = createVisitor("poor");
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => ask(visitor.post(SUBMIT_URL, INPUT))),
      );
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(6);
      for (const answer of refused) expectRefused(answer, "budget_spent");
      expect(fal.seen).toHaveLength(2);
    });
  });
}

function expectRefused(answer: Answer | undefined, reason: string): void {
  expect(answer?.status).toBe(429);
  expect(answer?.json()["reason"]).toBe(reason);
  expect(Number(answer?.headers["retry-after"])).toBeGreaterThan(0);
}
