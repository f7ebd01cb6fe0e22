import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cdp, page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { FrameUploader, type Frame } from "../../src/index.js";
import { command, createPicture, proxyUrl } from "../support/browserFal.js";
import { drop } from "./support/drop.js";

/** What is used of a session of Chromium's own protocol. */
interface CdpSession {
  send(method: "Performance.enable" | "HeapProfiler.collectGarbage"): Promise<void>;
  send(
    method: "Performance.getMetrics",
  ): Promise<{ metrics: readonly { name: string; value: number }[] }>;
}

const openUrls = new Set<string>();
const { createObjectURL, revokeObjectURL } = URL;

beforeEach(async () => {
  await command({ reset: true, defaults: {}, proxy: null });
  URL.createObjectURL = (blob) => {
    const url = createObjectURL(blob);
    openUrls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    openUrls.delete(url);
    revokeObjectURL(url);
  };
});
afterEach(() => Object.assign(URL, { createObjectURL, revokeObjectURL }));

async function measure() {
  const session = cdp() as CdpSession;
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    heapBytes: read("JSHeapUsedSize"),
    nodes: read("Nodes"),
    listeners: read("JSEventListeners"),
  };
}

test("M01: fifty frames, each replaced and uploaded, leave nothing behind", async () => {
  let held: Frame = null;
  function Host() {
    const [value, setValue] = useState<Frame>(null);
    held = value;
    return (
      <FrameUploader
        label="Start frame"
        proxyUrl={proxyUrl()}
        value={value}
        onValueChange={setValue}
      />
    );
  }
  await render(<Host />);
  const frame = document.querySelector(".kling-frame") as HTMLElement;
  const tile = document.querySelector(".kling-frame-tile") as HTMLElement;
  const replace = async (index: number) => {
    await drop(tile, [await createPicture(1600, 900, `${index}.jpg`)]);
    await vi.waitFor(() => expect(held).toHaveProperty("name", `${index}.jpg`), 15_000);
  };

  for (let index = 0; index < 5; index++) await replace(index); // what is loaded once
  await expect.element(frame).toHaveAttribute("data-status", "uploaded");
  const before = await measure();

  for (let index = 5; index < 55; index++) await replace(index);
  await expect.element(frame).toHaveAttribute("data-status", "uploaded");
  await expect.element(page.getByRole("img", { name: "54.jpg" })).toBeVisible();
  const after = await measure();

  expect(openUrls.size, "the picture that is shown").toBe(1);
  expect(after.nodes).toBeLessThan(before.nodes * 1.02 + 20);
  expect(after.listeners).toBeLessThan(before.listeners * 1.02 + 5);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(5_000_000);
}, 120_000);
