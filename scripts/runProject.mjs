import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.mjs";

/**
 * Runs one project of vitest.config.ts.
 *
 * @param {string} project
 * @param {Record<string, string>} env
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} what vitest counted;
 * a failure outside of any test counts as one
 */
export async function runProject(project, env) {
  const folder = mkdtempSync(join(tmpdir(), "kling-tests-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run("vitest", ["run", "--project", project, ...reporters], { env });
  const counts = readCounts(report);
  rmSync(folder, { recursive: true });
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function readCounts(report) {
  try {
    const { testResults, ...sums } = JSON.parse(readFileSync(report, "utf8"));
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === "failed" && !assertionResults.some(isFailed),
    );
    return {
      passed: sums.numPassedTests,
      failed: sums.numFailedTests + broken.length,
      skipped: sums.numPendingTests + sums.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const isFailed = ({ status }) => status === "failed";
