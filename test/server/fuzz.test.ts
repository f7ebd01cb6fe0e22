import fc from "fast-check";
import { expect, it } from "vitest";
import { APP_ID, ENDPOINT_ID, PRICING_URL } from "../../src/model/endpoint.js";
import { COOKIE_CANARY, type FuzzCase, fuzzCase, PROMPT_CANARY } from "./support/fuzzCases.js";
import { sendRaw } from "./support/sendRaw.js";
import { startHostProcess } from "./support/startHostProcess.js";

/** More of them, or the same ones again: `FUZZ_CASES=100000 FUZZ_SEED=7`. */
const CASES = Number(process.env.FUZZ_CASES ?? 10_000);
const SEED = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };
const AT_ONCE = 50;
const TIMEOUT_MS = 120_000 + CASES * 12;

/** The proxy's own answers, fal's, and those of Node's HTTP parser. No 500. */
const STATUSES = [200, 204, 400, 401, 403, 404, 405, 408, 409, 413, 415, 417, 422, 431, 501, 502];

const SECRETS = ["key-secret-canary", COOKIE_CANARY, PROMPT_CANARY, "upstream-canary"];

it(
  "10,000 requests of every kind: each is answered, none ends the process, and fal sees only what it may",
  async () => {
    const host = await startHostProcess({
      script: "fuzzHost.mjs",
      env: { SESSION: COOKIE_CANARY, ENDPOINT_ID, APP_ID, PRICING_URL },
    });
    const { port } = new URL(host.origin);
    const seen: Record<number, number> = {};

    async function play(each: FuzzCase): Promise<string | null> {
      const { status, text } = await sendRaw(Number(port), each);
      seen[status] = (seen[status] ?? 0) + 1;
      const said = SECRETS.filter((secret) => text.includes(secret));
      if (said.length > 0) return `told ${said.join()}: ${describe(each)} -> ${text}`;
      // Whoever leaves in the middle of a request may go without an answer.
      if (status === 0 && each.length === "too long") return null;
      return STATUSES.includes(status) ? null : `${status}: ${describe(each)} -> ${text}`;
    }

    const batch = fc.array(fuzzCase, { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(batch, async (cases) => {
        const wrong = await Promise.all(cases.map(play));
        expect(wrong.filter((each) => each !== null)).toEqual([]);
        expect(host.isAlive(), host.printed()).toBe(true);
      }),
      // Each wrong case is told in full: a smaller one would be no plainer.
      { numRuns: CASES / AT_ONCE, endOnFailure: true, ...SEED },
    );

    const { unhandled, violations, reached } = await host.report();
    expect(unhandled).toEqual([]);
    expect(violations).toEqual([]);
    // All seven kinds of requests came through, and all the ways to be refused were found.
    expect(Object.keys(reached ?? {})).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
    const common = [200, 204, 400, 401, 403, 405, 413, 415, 422, 502];
    expect(common.filter((status) => seen[status] === undefined)).toEqual([]);
    const printed = await host.end();
    expect(SECRETS.filter((secret) => printed.includes(secret))).toEqual([]);
  },
  TIMEOUT_MS,
);

function describe({ method, headers, body, length }: FuzzCase): string {
  const text = body === null ? null : Buffer.from(body).toString().slice(0, 300);
  return JSON.stringify({ method, headers, length, text }).slice(0, 1_500);
}
