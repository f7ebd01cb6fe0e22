import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, expect, test, vi } from "vitest";
import { createFalSimulator } from "../../src/simulator/index.js";
import { createPicture } from "./support/createPicture.js";
import { INITIATE_URL, MEDIA_ORIGIN, SUBMIT_URL } from "./support/createTestFal.js";
import { closeBrowser, openPage } from "./support/openPage.js";
import { playVideo } from "./support/playVideo.js";

const PAGE = new URL("./support/pageWithoutServer.ts", import.meta.url);

// A browser is started.
vi.setConfig({ testTimeout: 60_000 });
afterAll(closeBrowser);

test("a page without a server speaks to the simulator as to its own route to fal", async () => {
  const fal = createFalSimulator({
    mediaOrigin: MEDIA_ORIGIN,
    queueMs: 0,
    runMs: 0,
    toVideoUrl: (video) => URL.createObjectURL(video),
  });
  const via = async (target: string, body?: unknown) => {
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const headers = { "content-type": "application/json", "x-fal-target-url": target };
    const response = await fal.proxyFetch("http://page.test/api/fal/proxy", { ...init, headers });
    return response.json();
  };
  const picture = await createPicture(400, 300);
  const { upload_url: uploadUrl, file_url: fileUrl } = await via(INITIATE_URL, {
    content_type: picture.type,
    file_name: "frame.jpg",
  });
  const progress: number[] = [];
  const put = await fal.put(uploadUrl, picture, { onProgress: (share) => progress.push(share) });
  expect([put.status, progress]).toEqual([200, [1]]);

  const { response_url: resultUrl } = await via(SUBMIT_URL, {
    prompt: "A slow wave",
    image_url: fileUrl,
  });
  const { video } = await via(resultUrl);
  expect(video.url).toMatch(/^blob:/);
  const file = await (await fetch(video.url)).blob();
  expect([file.size, file.type]).toEqual([video.file_size, "video/webm"]);
});

test("a request without a target is a sign of life, and reaches nothing", async () => {
  const fal = createFalSimulator({ mediaOrigin: MEDIA_ORIGIN });
  const ping = await fal.proxyFetch("http://page.test/api/fal/proxy");
  expect(ping.status).toBe(204);
  expect(fal.requests).toEqual([]);
});

test("a whole generation runs in a page of plain http that has no server", async () => {
  const page = await openPage();
  await page.route("http://page.test/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><title>Page</title>" }),
  );
  await page.goto("http://page.test/");
  await page.addScriptTag({ content: await bundle(PAGE) });
  const { statuses, url, charges } = await page.evaluate<PageResult>("makeVideo()");
  expect(statuses).toEqual(["in-queue", "in-progress", "completed"]);
  expect(charges).toBe(1);
  expect(url).toMatch(/^blob:http:\/\/page\.test\//);
  expect((await playVideo(page, url)).durationSeconds).toBeCloseTo(5, 1);
});

interface PageResult {
  statuses: string[];
  url: string;
  charges: number;
}

/** One script for the browser; a Node API in it would fail there. */
async function bundle(file: URL): Promise<string> {
  const entry = fileURLToPath(file);
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["iife"], name: "page" },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [first] = [built].flat();
  if (!first || !("output" in first)) throw new Error("Nothing was built.");
  return first.output[0].code;
}
