import fc from "fast-check";
import { expect, test } from "vitest";
import { toLogLine, type LogLine } from "../../src/model/logs.js";
import { mergeStatus } from "../../src/model/mergeStatus.js";
import { recordOf } from "../support/recordOf.js";
import type { Outcome, QueueStatus, StatusFacts } from "../../src/model/status.js";
import { toGeneration } from "../../src/model/toGeneration.js";

/** What really happens to a request, moment by moment: its status, and the lines written so far. */
interface Truth {
  moments: readonly (Pick<QueueStatus, "status" | "queuePosition"> & { lineCount: number })[];
  lines: readonly LogLine[];
  outcome: Outcome;
}

/** A look that arrives: at which moment it was taken, and from which line on it tells. */
interface Look {
  moment: number;
  /** A poll tells all lines, a stream those since it began, and one that was not asked none. */
  logs: "all" | "none" | { fromLine: number };
}

const record = recordOf("a", { phase: "accepted", requestId: "r" });

/** Few words and few times, so that equal lines, equal times and times without sense come up. */
const lineOf = fc
  .tuple(
    fc.constantFrom("10 %", "20 %", "Done"),
    fc.constantFrom(
      "2026-11-22T10:00:00Z",
      "2026-11-22T10:00:01Z",
      "2026-11-22T10:00:02Z",
      "",
      "?",
    ),
  )
  .map(([message, time]) => toLogLine(message, time, "INFO"));

const outcomeOf = fc.constantFrom<Outcome>(
  { type: "video", video: { url: "https://media.example/v.mp4" } },
  { type: "failed", error: { code: "content-policy", charged: "maybe" } },
);

const truthOf: fc.Arbitrary<Truth> = fc
  .record({
    positions: fc.array(fc.nat(5), { maxLength: 3 }),
    lines: fc.array(lineOf, { maxLength: 8 }),
    running: fc.array(fc.nat(8), { maxLength: 4 }),
    outcome: outcomeOf,
  })
  .map(({ positions, lines, running, outcome }) => {
    const counts = running.map((count) => Math.min(count, lines.length)).sort((a, b) => a - b);
    const ahead = [...positions].sort((a, b) => b - a);
    return {
      lines,
      outcome,
      moments: [
        ...ahead.map((queuePosition) => ({
          status: "in-queue" as const,
          queuePosition,
          lineCount: 0,
        })),
        ...counts.map((lineCount) => ({
          status: "in-progress" as const,
          queuePosition: null,
          lineCount,
        })),
        { status: "completed" as const, queuePosition: null, lineCount: lines.length },
      ],
    };
  });

/** Looks that arrive in any order, some of them twice, some never. */
const looksAt = ({ moments, lines }: Truth): fc.Arbitrary<Look[]> =>
  fc.array(
    fc.record({
      moment: fc.nat(moments.length - 1),
      logs: fc.oneof(
        fc.constantFrom("all" as const, "none" as const),
        fc.record({ fromLine: fc.nat(lines.length) }),
      ),
    }),
    { maxLength: 12 },
  );

function toStatus({ moments, lines }: Truth, { moment, logs }: Look): QueueStatus {
  const { status, queuePosition, lineCount } = moments[moment] ?? expect.fail("no such moment");
  const begin = logs === "all" ? 0 : logs === "none" ? lineCount : logs.fromLine;
  return { status, queuePosition, logs: lines.slice(begin, lineCount) };
}

/** What the visitor sees after these looks, whenever they came. */
function show(truth: Truth, looks: readonly Look[], outcome?: Outcome) {
  const facts = looks.reduce<StatusFacts | undefined>(
    (known, look, now) => mergeStatus(known, toStatus(truth, look), now),
    undefined,
  );
  const generation = toGeneration({ record, status: facts, outcome });
  return { ...generation, startedAt: undefined, completedAt: undefined };
}

test("whatever comes late, twice or never: with the truth, every page shows the same", () => {
  const cases = truthOf.chain((truth) => fc.tuple(fc.constant(truth), looksAt(truth)));
  fc.assert(
    fc.property(cases, ([truth, looks]) => {
      const last: Look = { moment: truth.moments.length - 1, logs: "all" };
      const shown = show(truth, [...looks, last], truth.outcome);
      expect(shown).toEqual(show(truth, [last], truth.outcome));
      expect(shown.status).toBe(truth.outcome.type === "video" ? "completed" : "failed");
    }),
    { numRuns: 2_000 },
  );
});

test("nor does it matter what came before, while it is still being made", () => {
  const cases = truthOf.chain((truth) =>
    fc.tuple(fc.constant(truth), looksAt(truth), fc.nat(truth.moments.length - 1)),
  );
  fc.assert(
    fc.property(cases, ([truth, looks, moment]) => {
      const last: Look = { moment, logs: "all" };
      const earlier = looks.filter((look) => look.moment <= moment);
      expect(show(truth, [...earlier, last])).toEqual(show(truth, [last]));
    }),
    { numRuns: 2_000 },
  );
});

test("what comes after the end changes nothing", () => {
  const cases = truthOf.chain((truth) => fc.tuple(fc.constant(truth), looksAt(truth)));
  fc.assert(
    fc.property(cases, ([truth, looks]) => {
      const last: Look = { moment: truth.moments.length - 1, logs: "all" };
      expect(show(truth, [last, ...looks], truth.outcome)).toEqual(
        show(truth, [last], truth.outcome),
      );
    }),
    { numRuns: 2_000 },
  );
});
