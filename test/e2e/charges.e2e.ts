import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Act, CUTS, FAULTS, openVisitor } from "./support/openVisitor.js";
import { PLACES, setUpSite } from "./support/setUpSite.js";

/** Through each proxy. */
const VISITORS = 4;
const ACTS_MAX = 14;
/** No longer is a failure made smaller. */
const GIVE_UP_AFTER_MS = 90_000;

const tab = fc.nat({ max: 2 });
const faults = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
const act = fc.oneof(
  toArbitrary(8, {
    type: fc.constant("press" as const),
    tab,
    clicks: fc.integer({ min: 1, max: 2 }),
  }),
  toArbitrary(5, { type: fc.constant("fault" as const), fault: fc.constantFrom(...faults) }),
  toArbitrary(4, { type: fc.constant("cut" as const), what: fc.constantFrom(...CUTS) }),
  toArbitrary(6, {
    type: fc.constantFrom("reload", "leave", "come back", "kill", "dismiss"),
    tab,
  }),
  toArbitrary(2, { type: fc.constant("open" as const) }),
  toArbitrary(3, { type: fc.constant("wait" as const), ms: fc.integer({ min: 20, max: 1_500 }) }),
);

describe.each(PLACES)("whatever happens to a visitor, through $proxy on React $react", (place) => {
  const { proxy, react } = place;
  const site = setUpSite(proxy, { app: "test host", react, queueMs: 150, runMs: 500 });

  it(
    "charges ≤ consents, and nothing that was charged is lost",
    { timeout: 2 * GIVE_UP_AFTER_MS },
    async () => {
      const acts = fc.array(act, { minLength: 6, maxLength: ACTS_MAX });
      const story = fc.asyncProperty(acts, tellStory);
      await fc.assert(story, { numRuns: VISITORS, interruptAfterTimeLimit: GIVE_UP_AFTER_MS });
    },
  );

  async function tellStory(acts: readonly Act[]): Promise<void> {
    site().reset(); // no fault of the last story
    const visitor = await openVisitor(site());
    const expectNoMoreCharges = async () => {
      const charges = visitor.charges().length;
      // The page's word about a press may arrive later than the request.
      const consents = expect.poll(visitor.consents, { timeout: 5_000, message: "consents" });
      await consents.toBeGreaterThanOrEqual(charges);
    };
    try {
      for (const next of acts) {
        await visitor.act(next);
        await expectNoMoreCharges();
      }
      const { active, unconfirmed, requestIds } = await visitor.settle();
      await expectNoMoreCharges();
      expect(active, "still under way").toBe(0);
      const unknown = visitor.charges().filter(({ requestId }) => !requestIds.includes(requestId));
      expect(unknown.length, "charged, and not known").toBeLessThanOrEqual(unconfirmed);
    } finally {
      await visitor.goHome();
    }
  }
});

function toArbitrary<T>(weight: number, model: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return { weight, arbitrary: fc.record(model) };
}
