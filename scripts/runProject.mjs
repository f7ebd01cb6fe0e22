import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ROOT, run } from "./run.mjs";

/**
 * Runs one project of vitest.config.ts.
 *
 * @param {string} project
 * @param {Record<string, string>} env
 * @returns {Promise<{ passed: number, failed: number, skipped: number, failures: string[] }>} what
 * vitest counted, and what failed by name; a failure outside of any test counts as one
 */
export async function runProject(project, env) {
  const folder = mkdtempSync(join(tmpdir(), "kling-tests-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run("vitest", ["run", "--project", project, ...reporters], { env });
  const counts = readCounts(report);
  rmSync(folder, { recursive: true });
  if (code !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, failures: ["something outside of any test: see its output"] };
  }
  return counts;
}

function readCounts(report) {
  try {
    const { testResults, ...sums } = JSON.parse(readFileSync(report, "utf8"));
    const failures = testResults.filter(isFailed).flatMap(toFailures);
    return {
      passed: sums.numPassedTests,
      failed: failures.length,
      skipped: sums.numPendingTests + sums.numTodoTests,
      failures,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ["it ended without a report"] };
  }
}

/** A file may fail without a test of its own that did. */
function toFailures({ name, assertionResults }) {
  const file = relative(ROOT, name);
  const tests = assertionResults.filter(isFailed).map(({ fullName }) => `${file}: ${fullName}`);
  return tests.length > 0 ? tests : [file];
}

const isFailed = ({ status }) => status === "failed";
