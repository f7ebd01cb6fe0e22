import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";

const VARIABLES = ["CHROMIUM_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];

const SYSTEM_PATHS = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/opt/google/chrome/chrome",
    "/usr/bin/microsoft-edge",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** Where Playwright keeps its browsers, and the executable inside of one. */
const CACHE_FOLDERS = {
  linux: [".cache/ms-playwright", "chrome-linux/chrome", "chrome-linux64/chrome"],
  darwin: [
    "Library/Caches/ms-playwright",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
  ],
  win32: ["AppData/Local/ms-playwright", "chrome-win/chrome.exe", "chrome-win64/chrome.exe"],
};

/** Arguments for a Chromium of tests: also in containers, and without asking the internet. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/**
 * A Chromium that is on this machine: the one an environment variable names, Playwright's own, its
 * cache, the system's.
 *
 * @returns {{ path: string, from: string } | null}
 */
export function findChromium() {
  return findNamed() ?? findPlaywrights() ?? findCached() ?? findOfSystem();
}

/**
 * A Chromium that starts. Where there is none, it is installed: by Playwright, else by the system's
 * package manager as root or with `CI` set. Says what it does.
 *
 * @returns {Promise<{ path: string, from: string } | null>} `null` after printing what to do
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found && doesStart(found.path)) return found;
  console.log(
    found
      ? `→ ${found.path} does not start: looking for another Chromium.`
      : "→ There is no Chromium on this machine: the tests need one.",
  );
  console.log("→ Installing it: npx playwright install chromium");
  await run("playwright", ["install", "chromium"]);
  const installed = findPlaywrights();
  if (installed && doesStart(installed.path)) return installed;

  const viaSystem = await installBySystem();
  if (viaSystem) return viaSystem;
  console.error(
    [
      "✗ No Chromium could be installed. One of these helps:",
      "    npx playwright install --with-deps chromium",
      "    sudo apt-get update && sudo apt-get install -y chromium fonts-liberation",
      "    CHROMIUM_PATH=/path/to/chromium npm test",
    ].join("\n"),
  );
  return null;
}

function findNamed() {
  for (const name of VARIABLES) {
    const path = process.env[name];
    if (!path) continue;
    if (existsSync(path)) return { path, from: name };
    console.error(`✗ ${name} is ${path}, and there is no such file.`);
  }
  return null;
}

function findPlaywrights() {
  try {
    const { chromium } = createRequire(import.meta.url)("playwright");
    const path = chromium.executablePath();
    return existsSync(path) ? { path, from: "Playwright" } : null;
  } catch {
    return null;
  }
}

/** Any revision will do: the newest that is there. */
function findCached() {
  const [folder, ...executables] = CACHE_FOLDERS[process.platform] ?? [];
  if (!folder) return null;
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH || join(homedir(), folder);
  if (!existsSync(cache)) return null;
  const revisions = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.split("-")[1]) - Number(a.split("-")[1]));
  const paths = revisions.flatMap((name) => executables.map((file) => join(cache, name, file)));
  const path = paths.find((candidate) => existsSync(candidate));
  return path ? { path, from: "Playwright's cache" } : null;
}

function findOfSystem() {
  const path = SYSTEM_PATHS[process.platform]?.find((candidate) => existsSync(candidate));
  return path ? { path, from: "the system" } : null;
}

/** A Chromium without its system libraries is there and does not start. */
function doesStart(path) {
  if (process.platform === "win32") return true;
  return spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

async function installBySystem() {
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== "linux" || !(isRoot || process.env.CI)) return null;
  if (spawnSync("apt-get", ["--version"]).status !== 0) return null;
  const [command, ...first] = isRoot ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  console.log("→ Installing it: apt-get install chromium fonts-liberation");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run(command, [...first, "update"], { env });
  const packages = ["chromium", "fonts-liberation"];
  await run(command, [...first, "install", "-y", "--no-install-recommends", ...packages], { env });
  const found = findOfSystem();
  return found && doesStart(found.path) ? found : null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const chromium = await ensureChromium();
  if (!chromium) process.exit(1);
  console.log(`Chromium: ${chromium.path} (from ${chromium.from})`);
}
