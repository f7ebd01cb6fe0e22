import { spawn } from "node:child_process";

const OPENERS = { darwin: "open", win32: "explorer", linux: "xdg-open" };
const LOOK_EVERY_MS = 300;
const PATIENCE_MS = 120_000;

/**
 * Waits until a server answers, says so, and opens it in the visitor's browser. In a pipe, over
 * SSH without a display or with `CI` set, it only says so.
 *
 * @param {string} url
 */
export async function openWhenReady(url) {
  const until = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (Date.now() > until) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  console.log(`\n✓ Ready: ${url}`);
  if (!hasScreen()) return;
  const opener = spawn(OPENERS[process.platform] ?? "xdg-open", [url], { stdio: "ignore" });
  opener.on("error", () => {}); // the address is printed
  opener.unref();
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function hasScreen() {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI || !process.stdout.isTTY) return false;
  return process.platform !== "linux" || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
