// npm run screenshots: the widget in each status, light and dark, 360 and 1100 px wide, into
// screenshots/; and docs/widget.png, the picture of the README.
// npm run screenshots -- in-queue failed: these only.
import { createReadStream, existsSync } from "node:fs";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright";
import sharp from "sharp";
import { CHROMIUM_ARGS, ensureChromium } from "./chromium.mjs";
import { installDependencies } from "./installDependencies.mjs";
import { ROOT, run } from "./run.mjs";

const STATUSES = [
  "idle",
  "uploading",
  "submitting",
  "unconfirmed",
  "in-queue",
  "in-progress",
  "completed",
  "failed",
  "canceled",
];
const SCHEMES = ["light", "dark"];
const WIDTHS_PX = [360, 1100];

/** Left and right of the widget, the ground of the page is seen. */
const MARGIN_PX = 16;

const README_PICTURE = { status: "completed", scheme: "light", widthPx: 1100, scale: 2 };

/** The simulator is done at once; the README shows what a real generation takes. */
const REAL_TIME_TAKEN_MS = 134_000;

const BOOK = join(ROOT, ".cache", "screenshots-book");
const FOLDER = join(ROOT, "screenshots");
const README_FILE = join(ROOT, "docs", "widget.png");

const wanted = process.argv.slice(2);
const statuses = STATUSES.filter((status) => wanted.length === 0 || wanted.includes(status));
if (statuses.length === 0) fail(`There are: ${STATUSES.join(", ")}.`);

await installDependencies();
const found = await ensureChromium();
if (!found) process.exit(1);

console.log("→ Building the stories");
const build = ["build", "--quiet", "--disable-telemetry", "--output-dir", BOOK];
if ((await run("storybook", build)) !== 0) fail("storybook build failed.");

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const { server, origin } = await serve(BOOK);
const browser = await chromium.launch({ executablePath: found.path, args: CHROMIUM_ARGS });
try {
  for (const status of statuses) {
    for (const scheme of SCHEMES) {
      for (const widthPx of WIDTHS_PX) {
        const name = `${status}-${scheme}-${widthPx}.png`;
        await writeFile(join(FOLDER, name), await take({ status, scheme, widthPx }));
      }
    }
    console.log(`✓ ${status}`);
  }
  if (statuses.includes(README_PICTURE.status)) {
    const picture = await take({ ...README_PICTURE, timeTakenMs: REAL_TIME_TAKEN_MS });
    await sharp(picture).png({ palette: true, quality: 92 }).toFile(README_FILE);
    console.log("✓ docs/widget.png");
  }
} finally {
  await browser.close();
  server.close();
}

async function take({ status, scheme, widthPx, scale = 1, timeTakenMs = 0 }) {
  const page = await browser.newPage({
    viewport: { width: widthPx + 2 * MARGIN_PX, height: 400 },
    deviceScaleFactor: scale,
    colorScheme: scheme,
  });
  try {
    if (timeTakenMs > 0) await page.addInitScript(letTimePass, timeTakenMs);
    await page.goto(`${origin}/iframe.html?viewMode=story&id=klingvideogenerator--${status}`);
    await page.locator(`.kling-generator[data-status="${status}"]`).waitFor();
    await page.addStyleTag({ content: `body { padding: ${MARGIN_PX}px !important; margin: 0 }` });
    await settle(page);
    return await page.screenshot({ fullPage: true, animations: "disabled", caret: "hide" });
  } finally {
    await page.close();
  }
}

/** Runs in the page: its clock is put forward while the generation is being sent. */
function letTimePass(timeMs) {
  const now = Date.now.bind(Date);
  let passedMs = 0;
  Date.now = () => now() + passedMs;
  new MutationObserver(() => {
    if (document.querySelector('.kling-generator[data-status="submitting"]')) passedMs = timeMs;
  }).observe(document, { subtree: true, attributeFilter: ["data-status"] });
}

/** What is still being loaded, decoded or said would differ from one picture to the next. */
async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const videos = [...document.querySelectorAll("video")];
    await Promise.all(videos.map(showMiddle));
    document.activeElement?.blur();

    async function showMiddle(video) {
      video.preload = "auto";
      while (video.readyState < 2) await new Promise((resolve) => setTimeout(resolve, 50));
      video.currentTime = video.duration / 2;
      while (video.seeking || video.readyState < 4) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  });
  await page.mouse.move(0, 0);
  await page.waitForTimeout(600);
}

async function serve(folder) {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = join(folder, normalize(decodeURIComponent(pathname)));
    if (!existsSync(path)) return response.writeHead(404).end();
    const { size } = await stat(path);
    // A video can only be wound where it is given out in parts.
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    const start = Number(from ?? 0);
    const end = to ? Number(to) : size - 1;
    response.writeHead(from === undefined ? 200 : 206, {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      "content-length": end - start + 1,
      "accept-ranges": "bytes",
      ...(from === undefined ? {} : { "content-range": `bytes ${start}-${end}/${size}` }),
    });
    createReadStream(path, { start, end }).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

function fail(message) {
  console.error(`✗ ${message}`);
  process.exit(1);
}
