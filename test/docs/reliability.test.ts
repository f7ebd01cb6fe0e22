import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { RELIABILITY_FAULTS } from "../../bench/reliability/faults.js";
import library from "../../package.json" with { type: "json" };

const text = readFileSync(new URL("../../docs/reliability.md", import.meta.url), "utf8");
const [, measured = ""] = text.split(/<!-- (?:measured|end) -->/);
const [rows = [], sums = []] = measured.trim().split("\n\n").map(toRows);
const [heads = [], ...cells] = rows;

test("docs/reliability.md has every fault that is measured, in the same order, and no other", () => {
  expect(cells.map(([name, id]) => [name, id])).toEqual(
    RELIABILITY_FAULTS.map(({ name, id }) => [name, id]),
  );
});

test("says which version of fal's client was measured, and it is the one in use", () => {
  expect(heads.join(" ")).toContain(`\`fal.subscribe\` ${library.dependencies["@fal-ai/client"]},`);
});

test("its sums are those of its rows", () => {
  const sum = (isCounted: (cell: string) => boolean) =>
    heads
      .slice(2)
      .map((_, side) => String(cells.filter((row) => isCounted(row[side + 2] ?? "")).length));
  expect(sums.slice(1)).toEqual([
    ["the video is shown", ...sum((cell) => /^. video/.test(cell))],
    ["paid for, and the page says nothing of it", ...sum((cell) => cell.startsWith("✗"))],
    ["paid more than once for one press", ...sum((cell) => /[2-9] charges/.test(cell))],
  ]);
});

test("behind its own route, the library pays once for each press and says so", () => {
  for (const row of cells) {
    expect(row.at(-1), row[0]).toMatch(/^✓ /);
    expect(row.at(-1), row[0]).toMatch(/; 1 POST, [01] charges?$/);
  }
});

test.each(["README.md", "docs/hook.md"])("%s leads to it", (path) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")).toMatch(
    /\]\((docs\/)?reliability\.md\)/,
  );
});

/** The cells of a table, without the line under its head. */
function toRows(table: string): string[][] {
  return table
    .split("\n")
    .filter((line) => !/^\|[\s|-]+$/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
