import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../../scripts/test.mjs", import.meta.url));

function runChecks(...names: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [SCRIPT, ...names], {
    encoding: "utf8",
  });
  return { lines: stdout.trimEnd().split("\n"), stderr, status };
}

test("npm test ends with a line of its own that counts, and the exit code agrees", () => {
  const { lines, status } = runChecks("format");
  const [, failed] = /^\d+ passed, (\d+) failed$/.exec(lines.at(-1) ?? "") ?? [];
  expect(failed).toBeDefined();
  expect(status).toBe(failed === "0" ? 0 : 1);
});

test("a check that does not exist is an error, not a success", () => {
  const { stderr, status } = runChecks("formt");
  expect(stderr).toContain("No such check: formt. There are: format, lint");
  expect(status).toBe(1);
});
