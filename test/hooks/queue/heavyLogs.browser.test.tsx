import { beforeEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { traceTasks } from "../../frames/support/traceTasks.js";
import { command } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

/** Of React's development build, in StrictMode; it took seconds when each line was told by itself. */
const LONG_MS = 600;

/** What the processor works for the longest task of the page until the video is there, in ms. */
async function findLongest(): Promise<number> {
  const widget = await showWidget();
  const tasks = await traceTasks(async () => {
    await widget.generate.click();
    await widget.until("completed");
  });
  await widget.unmount();
  return Math.max(...tasks.map(({ workMs }) => workMs));
}

describe("Q11: a log of 50,000 lines", () => {
  const logs = { count: 50_000, length: 80 };

  test("does not hold up the page when its lines come all at once in a stream", async () => {
    await command({ script: { queueMs: 300, runMs: 3_000, logs } });
    expect(await findLongest()).toBeLessThan(LONG_MS);
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });

  test("is kept up to its newest 2,000 lines", async () => {
    await command({ script: { queueMs: 0, runMs: 1_000, logs, stream: 405 } });
    const hook = await mountHook();
    await hook.video.submit(URL_INPUT);
    await hook.until("completed");
    const { generation } = hook;
    if (!("logs" in generation)) throw new Error("There is no log.");
    expect(generation.logs).toHaveLength(2_000);
    expect(generation.logs.at(-1)?.message).toMatch(/^line 50000\./);
  });
});

describe("Q11: a line of 5 MB", () => {
  const logs = ["before", "x".repeat(5_000_000), "after"];

  test("is cut, and the lines around it are there", async () => {
    await command({ script: { queueMs: 0, runMs: 6_000, logs } });
    const widget = await showWidget();
    await widget.generate.click();
    const log = page.getByRole("group", { name: "Log" });
    await expect.element(log, { timeout: 20_000 }).toHaveTextContent("after");
    const lengths = [...log.element().querySelectorAll("bdi")].map(
      ({ textContent }) => textContent.length,
    );
    expect(lengths).toEqual([6, 401, 5]);
  });
});

test("Q11: where nobody shows the log, nobody asks for it", async () => {
  await command({ script: { stream: [{ cutAfterMs: 200 }], logs: { count: 50, length: 20 } } });
  const hook = await mountHook({ logs: false });
  await hook.video.submit(URL_INPUT);
  await hook.until("completed");
  const looks = [...(await asked("status")), ...(await asked("stream"))];
  expect(looks.length).toBeGreaterThan(1);
  expect(looks.map(({ url }) => new URL(url).search)).toEqual(looks.map(() => "?logs=0"));
});

test("Q11: whoever closes the log asks for no lines any more, and gets them all when it is opened", async () => {
  const logs = ["first", "second", "third"];
  await command({ script: { queueMs: 0, runMs: 60_000, logs, stream: 405 } });
  const widget = await showWidget();
  await widget.generate.click();
  const log = page.getByRole("group", { name: "Log" });
  await expect.element(log, { timeout: 20_000 }).toHaveTextContent("first");
  const lastLook = async () => (await asked("status")).at(-1)?.url ?? "";
  expect(await lastLook()).toContain("logs=1");
  const summary = page.getByText("Log", { exact: true });
  await summary.click();
  await expect.poll(lastLook, { timeout: 20_000 }).toContain("logs=0");
  await summary.click();
  await expect.poll(lastLook, { timeout: 20_000 }).toContain("logs=1");
  await expect.element(log).toHaveTextContent("first");
});
