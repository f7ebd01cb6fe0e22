import { beforeEach, expect, test, vi } from "vitest";
import type { StatusFault } from "../../../src/simulator/index.js";
import { command } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
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
  const looks: number[] = [];
  const headers = () => {
    looks.push(Date.now());
    return {};
  };
  await command({ script: { stream: 405, status: TWENTY, queueMs: 100, runMs: 300 } });
  const onFailed = vi.fn();
  const widget = await showWidget({ headers, onFailed });
  await widget.generate.click();
  await widget.until("in-queue");
  await clock.passUntil(() => widget.title() === "Reconnecting…", 20_000);
  expect(widget.root().textContent).toContain("Your video is still being made");
  await clock.passUntil(async () => (await asked("status")).length >= 20, 15 * 60_000);
  expect(["in-queue", "in-progress"]).toContain(widget.root().dataset["status"]);
  await clock.passUntil(() => widget.root().dataset["status"] === "completed", 60_000);

  expect(onFailed).not.toHaveBeenCalled();
  expect(widget.statuses).not.toContain("failed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
  const waits = looks.map((at, index) => at - (looks[index - 1] ?? at)).slice(-18);
  // The network's own time comes on top, and the page's clock goes fast.
  expect(Math.max(...waits)).toBeLessThan(40_000);
  expect(Math.max(...waits)).toBeGreaterThan(15_000);
  expect(new Set(waits.slice(-6)).size).toBeGreaterThan(1);
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
