import { beforeEach, expect, test, vi } from "vitest";
import { createFalTransport } from "../../../src/index.js";
import type { StatusFault } from "../../../src/simulator/index.js";
import { command } from "../../support/browserFal.js";
import { counts, freshWay, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

const TWENTY: readonly StatusFault[] = Array.from(
  { length: 20 },
  (_, index) => [500, "html-502", 503, "html-504"][index % 4] as StatusFault,
);

test("N06: twenty looks that fail come less and less often, and the video still comes", async () => {
  const clock = startFastClock();
  const proxyUrl = freshWay();
  const waits: number[] = [];
  let answeredAt: number | undefined;
  const watchedFetch: typeof fetch = async (url, init) => {
    const target = new Headers(init?.headers).get("x-fal-target-url") ?? "";
    if (!/\/status(\?|$)/.test(target)) return fetch(url, init);
    if (answeredAt !== undefined) waits.push(Date.now() - answeredAt);
    const response = await fetch(url, init);
    answeredAt = Date.now();
    return response;
  };
  const transport = createFalTransport({ proxyUrl, fetch: watchedFetch });
  await command({ script: { stream: 405, status: TWENTY, queueMs: 100, runMs: 300 } });
  const onFailed = vi.fn();
  const widget = await showWidget({ proxyUrl, transport, onFailed });
  await widget.generate.click();
  await widget.until("in-queue");
  await clock.passUntil(() => widget.title() === "Reconnecting…", 20_000);
  expect(widget.root().textContent).toContain("Your video is still being made");
  await clock.passUntil(() => waits.length >= 19, 15 * 60_000);
  expect(["in-queue", "in-progress"]).toContain(widget.root().dataset["status"]);
  await clock.passUntil(() => widget.root().dataset["status"] === "completed", 60_000);

  expect(onFailed).not.toHaveBeenCalled();
  expect(widget.statuses).not.toContain("failed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
  expect(Math.max(...waits.slice(0, 3))).toBeLessThan(15_000);
  const late = waits.slice(12, 19);
  expect(Math.min(...late)).toBeGreaterThan(20_000);
  // What the network takes comes on top, and the clock of the page goes fast.
  expect(Math.max(...late)).toBeLessThan(45_000);
  // Not all of them take the longest pause there is: pages that fail together do not ask in step.
  expect(Math.min(...late)).toBeLessThan(30_000);
});

test("N08: a page of HTML in place of a status is a look that failed, and the next one counts", async () => {
  await command({ script: { stream: 405, status: ["html-200", "html-200"] } });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await vi.waitFor(() => expect(hook.connections).toContain("reconnecting"), 10_000);
  await hook.until("completed");
  expect(hook.statuses).not.toContain("failed");
  expect(hook.connections.at(-1)).toBe("live");
});

test("N13: an account that is locked while the job runs does not end it", async () => {
  const onFailed = vi.fn();
  const topUp = { status: 403, body: { detail: "User is locked. Reason: TOP_UP." } };
  await command({ script: { stream: "balance", status: ["balance", "locked", topUp] } });
  const hook = await mountHook({ onFailed });
  await hook.video.submit(URL_INPUT);
  await vi.waitFor(() => expect(hook.connections).toContain("reconnecting"), 10_000);
  await hook.until("completed");
  expect(hook.connections).not.toContain("signed-out");
  expect(onFailed).not.toHaveBeenCalled();
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});
