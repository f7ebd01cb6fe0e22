import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../../src/fal/parseJson.js";

const LINES_KEPT = 2_000;

/** What a line may say to be taken for something else. */
const HOSTILE_MESSAGES = [
  '"',
  "\\",
  '\\"',
  '\\\\"},{"',
  '"logs":[',
  '{"status":"COMPLETED","logs":[',
  "]}",
  "[[{{",
  "\u001b[31m\n\u2028😀",
];

const message = fc.oneof(fc.string(), fc.constantFrom(...HOSTILE_MESSAGES));
const line = fc.record({ message, level: fc.string(), labels: fc.object({ maxDepth: 2 }) });

/** So many lines with these among them, and a text that is long. */
function toLog(count: number, some: readonly unknown[]): unknown[] {
  const usual = { message: ".".repeat(300), level: "INFO" };
  return Array.from({ length: count }, (_, index) => some[index % 97] ?? usual);
}

describe("Q11: of a long log", { timeout: 30_000 }, () => {
  test("only the newest lines are read, whatever they say and whatever stands around them", () => {
    const long = fc.record({
      before: fc.object(),
      some: fc.array(line, { maxLength: 97 }),
      count: fc.integer({ min: 1_900, max: 2_600 }),
      after: fc.object(),
      space: fc.constantFrom(undefined, 1, "\t"),
    });
    fc.assert(
      fc.property(long, ({ before, some, count, after, space }) => {
        const body = { before, status: "IN_PROGRESS", logs: toLog(count, some), after };
        const text = JSON.stringify(body, null, space);
        const all: typeof body = JSON.parse(text);
        expect(parseJson(text)).toEqual({ ...all, logs: all.logs.slice(-LINES_KEPT) });
      }),
      { numRuns: 15 },
    );
  });

  test.each([
    { input: { logs: toLog(2_500, []) }, status: "IN_PROGRESS", logs: toLog(10, []) },
    { input: { logs: ["one"] }, status: "IN_PROGRESS", logs: toLog(2_500, []) },
  ])("nothing is lost where another list has its name", (body) => {
    expect(parseJson(JSON.stringify(body))).toEqual(body);
  });

  test("nothing is made up where it broke off", () => {
    const text = JSON.stringify({
      status: "IN_PROGRESS",
      logs: toLog(2_500, [{ message: "}]}" }]),
    });
    for (let end = text.length - 1; end > text.length - 700; end -= 11) {
      expect(parseJson(text.slice(0, end))).toBeUndefined();
    }
  });
});

test("what is no JSON says nothing", () => {
  expect(["", "{", "<html>"].map(parseJson)).toEqual([undefined, undefined, undefined]);
  expect(parseJson("null")).toBeNull();
});
