// npm test: every check, one after the other, to the end; npm test -- lint unit: these only.
import { join } from "node:path";
import { CHECKS } from "./checks.mjs";
import { ensureChromium } from "./chromium.mjs";
import { installDependencies } from "./installDependencies.mjs";
import { ROOT, run } from "./run.mjs";
import { runProject } from "./runProject.mjs";
import { ensureServices } from "./services.mjs";

const checks = chooseChecks(process.argv.slice(2));

await installDependencies();
if (checks.some(({ name }) => name === "unit" || name === "e2e")) {
  // Express 4 and fal's own proxy, for the tests that go through them.
  await installDependencies(join(ROOT, "test", "support", "falServerProxy"));
}
if (checks.some(({ name }) => name === "react-18")) {
  await installDependencies(join(ROOT, "test", "support", "react18"));
}
const chromium = checks.some((check) => check.chromium || check.name === "unit")
  ? await ensureChromium()
  : null;
if (chromium) console.log(`→ Chromium: ${chromium.path} (from ${chromium.from})`);
const env = {
  ...(chromium && { CHROMIUM_PATH: chromium.path }),
  ...(checks.some(({ name }) => name === "services") && (await ensureServices())),
};

const results = [];
for (const check of checks) {
  console.log(`\n━━ ${check.name}: ${check.says}`);
  const startedAt = performance.now();
  const counts = await runCheck(check);
  const seconds = (performance.now() - startedAt) / 1000;
  results.push({ name: check.name, ...counts, seconds });
  console.log(`${toMark(counts)} ${check.name}: ${toWords(counts)} in ${seconds.toFixed(1)} s`);
}
report();

function chooseChecks(names) {
  const known = CHECKS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`✗ No such check: ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
    process.exit(1);
  }
  if (names.length === 0) return CHECKS;
  const wanted = new Set(names);
  for (const { name, needs = [] } of CHECKS) {
    if (wanted.has(name)) needs.forEach((need) => wanted.add(need));
  }
  return CHECKS.filter(({ name }) => wanted.has(name));
}

async function runCheck({ steps, chromium: needsChromium }) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (needsChromium && !chromium) return { ...counts, failed: 1, failures: ["no Chromium"] };
  for (const step of steps) {
    if (Array.isArray(step)) {
      const [command, ...args] = step;
      const isGood = (await run(command, args, { env })) === 0;
      counts[isGood ? "passed" : "failed"] += 1;
      if (!isGood) counts.failures.push(step.join(" "));
    } else {
      const { passed, failed, skipped, failures } = await runProject(step.project, env);
      counts.passed += passed;
      counts.failed += failed;
      counts.skipped += skipped;
      counts.failures.push(...failures);
    }
  }
  return counts;
}

function report() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log("\n━━ all checks");
  for (const { name, seconds, ...counts } of results) {
    for (const key of Object.keys(total)) total[key] += counts[key];
    const time = `${seconds.toFixed(1)} s`.padStart(8);
    console.log(`${toMark(counts)} ${name.padEnd(8)} ${time}  ${toWords(counts)}`);
    // Hours of output may have gone by since, or only its end been kept.
    for (const failure of counts.failures) console.log(`    ${failure}`);
  }
  console.log(`\n${toWords(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function toMark({ failed }) {
  return failed > 0 ? "✗" : "✓";
}

function toWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
