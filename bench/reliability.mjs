// node bench/reliability.mjs: what fal.subscribe and the library do with each fault, in Chromium,
// against fal in miniature; writes the table of docs/reliability.md. About 5 minutes.
// node bench/reliability.mjs N04 Reload: only the faults with this in their id or name, on the screen.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright";
import { build, createServer } from "vite";
import { CHROMIUM_ARGS, ensureChromium } from "../scripts/chromium.mjs";
import { ROOT, run } from "../scripts/run.mjs";

const FOLDER = join(ROOT, ".cache", "bench-reliability");
const DOC = join(ROOT, "docs", "reliability.md");
const SIDES = ["polling", "streaming", "ours", "own"];

/** A page that shows the same for so long has said its last word. */
const SETTLED_MS = 3000;
/** Words that may still be followed by others, which come by themselves. */
const PATIENCE_MS = { waiting: Infinity, nothing: 8000, unconfirmed: 15_000 };
/** Longer than any wait of either side that ends by itself. */
const LIMIT_MS = 60_000;

/** What is done while the job is made. */
const DEEDS = {
  async "network-gone"(_page, site) {
    await untilRunning(site);
    site.goOffline(3000);
  },
  async "reload-queued"(page, site) {
    await untilAccepted(site);
    await page.reload();
  },
  async "reload-running"(page, site) {
    await untilRunning(site);
    await page.reload();
  },
  async "reload-unanswered"(page, site) {
    await untilAccepted(site);
    await page.reload();
  },
  async "cancel-running"(page, site) {
    await untilRunning(site);
    await page.click("#cancel");
  },
  async hide(page, site) {
    await page.evaluate(setVisibility, "hidden");
    await untilRunning(site);
    await sleep(8000);
    await page.evaluate(setVisibility, "visible");
  },
  async "sign-out"(page, site) {
    await untilRunning(site);
    site.setSignedIn(false);
    await sleep(3000);
    site.setSignedIn(true);
    // The page of fal.subscribe has no such button.
    await page.evaluate(() => document.getElementById("check")?.click());
  },
};

const wanted = process.argv.slice(2);
const library = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
const version = library.dependencies["@fal-ai/client"];

const found = await ensureChromium();
if (!found) process.exit(1);
await rm(FOLDER, { recursive: true, force: true });
await buildPage();
const loader = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: "error",
  server: { middlewareMode: true, hmr: false, ws: false },
  optimizeDeps: { noDiscovery: true },
});
const load = (path) => loader.ssrLoadModule(`/bench/reliability/${path}`);
const { RELIABILITY_FAULTS } = await load("faults.ts");
const { startReliabilitySite, QUEUE_MS } = await load("startReliabilitySite.ts");
const { toTable } = await load("toTable.ts");
const browser = await chromium.launch({ executablePath: found.path, args: CHROMIUM_ARGS });

const faults = RELIABILITY_FAULTS.filter(
  ({ id, name }) => wanted.length === 0 || wanted.some((word) => `${id} ${name}`.includes(word)),
);
const results = [];
try {
  for (const fault of faults) {
    const measured = await Promise.all(SIDES.map((side) => measure(fault, side)));
    const sides = Object.fromEntries(SIDES.map((side, nth) => [side, measured[nth]]));
    results.push({ fault, sides });
    console.log(`${fault.id} ${fault.name}`);
    for (const side of SIDES) console.log(`  ${side}: ${JSON.stringify(sides[side])}`);
  }
} finally {
  await browser.close();
  await loader.close();
}
const table = toTable(results, version);
if (wanted.length === 0) await writeTable(table);
else console.log(`\n${table}`);

/** One press on one page, with a fal of its own. */
async function measure(fault, side) {
  const site = await startReliabilitySite(FOLDER, fault);
  const context = await browser.newContext();
  try {
    if (fault.script) site.fal.script(fault.script);
    const page = await context.newPage();
    await page.goto(site.toPageUrl(side));
    await page.waitForFunction(() => window.shown !== undefined);
    if (fault.deed === "double-click") await page.dblclick("#generate");
    else await page.click("#generate");
    await (DEEDS[fault.deed] ?? (async () => {}))(page, site);
    const shown = await readLastWord(page);
    return { shown, posts: site.fal.posts.length, charges: site.fal.ledger.length };
  } finally {
    await context.close();
    await site.close();
  }
}

async function untilAccepted({ fal }) {
  while (fal.ledger.length === 0) await sleep(20);
  await sleep(500);
}

async function untilRunning(site) {
  await untilAccepted(site);
  await sleep(QUEUE_MS);
}

/** Runs in the page: Chromium without a window never hides one. */
function setVisibility(state) {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}

/** What the page shows in the end. */
async function readLastWord(page) {
  const beganAt = Date.now();
  let [last, since] = ["", Date.now()];
  while (true) {
    const shown = await page.evaluate(() => window.shown ?? { word: "nothing" });
    const text = JSON.stringify(shown);
    if (text !== last) [last, since] = [text, Date.now()];
    const wait = PATIENCE_MS[shown.word] ?? SETTLED_MS;
    if (Date.now() - since > wait || Date.now() - beganAt > LIMIT_MS) return shown;
    await sleep(100);
  }
}

/** The page as in development, where StrictMode mounts everything twice. */
async function buildPage() {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    mode: "development",
    define: { "process.env.NODE_ENV": '"development"' },
    base: "./",
    build: {
      outDir: FOLDER,
      target: "es2022",
      minify: false,
      rollupOptions: { input: join(ROOT, "bench", "reliability", "page.html") },
    },
  });
}

/** What stands between the two marks is the script's. */
async function writeTable(text) {
  const doc = await readFile(DOC, "utf8");
  const [head, , tail] = doc.split(/<!-- (?:measured|end) -->/);
  await writeFile(DOC, `${head}<!-- measured -->\n\n${text}\n\n<!-- end -->${tail}`);
  await run("oxfmt", [DOC]);
}
