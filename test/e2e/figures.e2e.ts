import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, inject, it } from "vitest";
import { countByOperation } from "./support/ProxyCall.js";
import { openWidget, PROMPT } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";
import { type Render, takeRenders, watchRenders } from "./support/watchRenders.js";

/** `fal.subscribe` makes 44 for the same generation. */
const REQUESTS_MAX = 6;

/** A sentence of fal's own client that no minifier takes out. */
const CLIENT_MARK = "Must be in the format <appOwner>/<appId>";

describe("figures", () => {
  const site = setUpSite("our proxy");

  it(`a generation of 20 s makes ${REQUESTS_MAX} requests to the proxy at most`, async () => {
    site().fal.script({ queueMs: 5_000, runMs: 15_000 });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("completed");
    const { calls } = site();
    console.log(`A generation of 20 s: ${calls.length} requests`, countByOperation(calls));
    expect(calls.length).toBeLessThanOrEqual(REQUESTS_MAX);
    expect(countByOperation(calls)).toMatchObject({ submit: 1, stream: 1, result: 1 });
  });

  it("fal's client is not in the first chunk, and loads when the widget is touched", async () => {
    const widget = await openWidget(site());
    const loaded = () =>
      widget.page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .map(({ name }) => new URL(name).pathname)
          .filter((path) => path.endsWith(".js")),
      );
    await widget.page.waitForLoadState("networkidle");
    const first = await loaded();
    await widget.root.hover();
    await expect.poll(async () => (await loaded()).length).toBeGreaterThan(first.length);

    const later = (await loaded()).filter((path) => !first.includes(path));
    expect((await readChunks(first)).filter(hasClient)).toEqual([]);
    expect((await readChunks(later)).filter(hasClient)).toHaveLength(1);
    console.log(`First scripts of the whole app: ${await sizesOf(first)}`);
    console.log(`Loaded when it is touched: ${await sizesOf(later)}`);
  });

  it("typing in the prompt renders nothing but the prompt, the counter and the button", async () => {
    const widget = await openWidget(site(), { beforeLoad: watchRenders });
    await widget.pickStartFrame();
    await widget.root.getByText("Start frame uploaded").waitFor({ state: "attached" });
    await widget.prompt.focus();
    await widget.page.waitForTimeout(500);
    const onLoad = await takeRenders(widget.page);
    expect(onLoad.some(({ element }) => element.includes("kling-frame"))).toBe(true);

    await widget.page.keyboard.type(PROMPT);
    await expect.poll(() => widget.prompt.inputValue()).toBe(PROMPT);
    const renders = await takeRenders(widget.page);
    expect(renders.some(({ isOfTyping }) => isOfTyping)).toBe(true);
    expect(toElsewhere(renders)).toEqual(new Set());
  });

  it("typing while a video is made renders nothing else either", async () => {
    site().fal.script({ queueMs: 60_000, queueLength: 0 });
    const widget = await openWidget(site(), { beforeLoad: watchRenders });
    await widget.makeVideo();
    await widget.until("in-queue");
    await widget.root.getByText("Next in line").first().waitFor();
    await widget.prompt.press("End");
    await widget.page.keyboard.type(" Slowly.");
    await takeRenders(widget.page);
    await widget.page.keyboard.type(" It rains.");
    const elsewhere = toElsewhere(await takeRenders(widget.page));
    // It ticks by itself, once a second.
    elsewhere.delete("span.kling-progress-time");
    expect(elsewhere).toEqual(new Set());
  });

  it("the time from completion to the shown video is printed", async () => {
    site().fal.script({ queueMs: 500, runMs: 2_000 });
    const widget = await openWidget(site());
    await widget.page.evaluate(() => {
      document.addEventListener(
        "loadeddata",
        ({ target }) => {
          if (target instanceof HTMLVideoElement) target.dataset["shownAt"] = String(Date.now());
        },
        true,
      );
    });
    await widget.makeVideo();
    await widget.until("completed");
    const shownAt = await expect
      .poll(() => widget.video.getAttribute("data-shown-at"))
      .not.toBeNull()
      .then(() => widget.video.getAttribute("data-shown-at"));
    const completedAt = (site().fal.ledger[0]?.acceptedAt ?? 0) + 2_500;
    console.log(`From completion to the shown video: ${Number(shownAt) - completedAt} ms`);
  });
});

/** What typing has no business with. */
function toElsewhere(renders: readonly Render[]): Set<string> {
  const elsewhere = renders.filter((render) => !render.isOfTyping && !render.isAroundPrompt);
  return new Set(elsewhere.map(({ element }) => element));
}

async function readChunks(paths: readonly string[]): Promise<string[]> {
  return Promise.all(paths.map((path) => readFile(join(inject("hostApp"), "dist", path), "utf8")));
}

function hasClient(script: string): boolean {
  return script.includes(CLIENT_MARK);
}

async function sizesOf(paths: readonly string[]): Promise<string> {
  const sizes = (await readChunks(paths)).map((script) => {
    const { length } = gzipSync(script);
    return `${(script.length / 1000).toFixed(0)} kB, ${(length / 1000).toFixed(1)} kB gzip`;
  });
  return paths.map((path, index) => `${path} (${sizes[index]})`).join(", ");
}
