// node bench/upload.mjs: the time from pick to uploaded for a photo of 12 megapixels and 8 MB, over
// two links, through FrameUploader and through fal.storage.upload, in turns.
// node bench/upload.mjs 5: so many runs of each.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright";
import { build, createServer, preview } from "vite";
import { CHROMIUM_ARGS, ensureChromium } from "../scripts/chromium.mjs";
import { ROOT } from "../scripts/run.mjs";
import { createPhoto } from "./createPhoto.mjs";

const PHOTO_BYTES = 8_000_000;
const LINKS_MBIT = [10, 1];
const LATENCY_MS = 40;
const SIDES = {
  ours: { name: "FrameUploader", input: "#ours input[type=file]" },
  theirs: { name: "fal.storage.upload", input: "#theirs" },
};
const runs = Number(process.argv[2] ?? 3);

const FOLDER = join(ROOT, ".cache", "bench-upload");
const PHOTO = join(FOLDER, "photo.jpg");

const found = await ensureChromium();
if (!found) process.exit(1);
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const photo = await createPhoto(PHOTO_BYTES);
await writeFile(PHOTO, photo);

const site = await serveSite();
const fal = await startFal();
const browser = await chromium.launch({ executablePath: found.path, args: CHROMIUM_ARGS });
console.log(`4032 × 3024 px, ${(photo.byteLength / 1e6).toFixed(2)} MB, ${browser.version()}\n`);
try {
  for (const mbit of LINKS_MBIT) await compare(mbit);
} finally {
  await browser.close();
  await fal.close();
  await site.close();
}

async function compare(mbit) {
  const times = { ours: [], theirs: [] };
  for (let run = 0; run < runs; run++) {
    // In turns, and each goes first as often as the other.
    const order = run % 2 === 0 ? ["ours", "theirs"] : ["theirs", "ours"];
    for (const side of order) times[side].push(await measure(side, mbit));
    const [ours, theirs] = [times.ours[run], times.theirs[run]];
    console.log(`${mbit} Mbit/s, run ${run + 1}: ${toSeconds(ours)} / ${toSeconds(theirs)} s`);
  }
  const [ours, theirs] = [median(times.ours), median(times.theirs)];
  const wire = (photo.byteLength * 8) / (mbit * 1e3);
  console.log(
    `${mbit} Mbit/s, medians: ${SIDES.ours.name} ${toSeconds(ours)} s, ` +
      `${SIDES.theirs.name} ${toSeconds(theirs)} s, the bytes alone ${toSeconds(wire)} s; ` +
      `ours / theirs = ${(ours / theirs).toFixed(3)}\n`,
  );
}

/** Milliseconds from the pick to the URL, in a page of its own. */
async function measure(side, mbit) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}bench/upload.html?proxyUrl=${encodeURIComponent(fal.proxyUrl)}`);
    await page.waitForFunction(() => document.title === "ready");
    const session = await context.newCDPSession(page);
    const throughput = (mbit * 1e6) / 8;
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: LATENCY_MS,
      uploadThroughput: throughput,
      downloadThroughput: throughput,
    });
    await page.setInputFiles(SIDES[side].input, PHOTO);
    await page.waitForFunction(() => document.title.startsWith("took "), null, {
      timeout: 300_000,
    });
    return Number((await page.title()).slice("took ".length));
  } finally {
    await context.close();
  }
}

/** The page, built as a host would. */
async function serveSite() {
  const outDir = join(FOLDER, "site");
  const input = join(ROOT, "bench", "upload.html");
  const shared = { root: ROOT, configFile: false, logLevel: "error" };
  await build({ ...shared, build: { outDir, target: "es2022", rollupOptions: { input } } });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0 } });
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}

/** The fal of the tests, with the library's proxy before it. */
async function startFal() {
  const loader = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  const { startFal: start } = await loader.ssrLoadModule("/test/support/startFal.ts");
  const running = await start();
  return {
    proxyUrl: running.proxyUrl,
    close: async () => {
      await running.close();
      await loader.close();
    },
  };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function toSeconds(ms) {
  return (ms / 1000).toFixed(2);
}
