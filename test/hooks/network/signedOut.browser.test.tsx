import { beforeEach, describe, expect, test, vi } from "vitest";
import { command, createPicture, report } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

/** Longer than the page waits between two looks. */
const LONGER_THAN_A_LOOK_MS = 2_500;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each([401, 403])("N12: a session that has expired (%i)", (status) => {
  const refused = { status, body: { error: "Please sign in" } };

  test("while it is followed: nothing is asked until the visitor is back, then it ends in the video", async () => {
    const onAuthRequired = vi.fn();
    await command({ script: { queueMs: 300, runMs: 3_000, stream: [{ cutAfterMs: 200 }] } });
    const widget = await showWidget({ onAuthRequired });
    await widget.generate.click();
    await widget.until("in-queue");
    await command({ proxy: { answer: refused } });
    await expect.poll(widget.title, { timeout: 15_000 }).toBe("You are signed out");
    expect(onAuthRequired).toHaveBeenCalledOnce();

    const { proxyRequests } = await report();
    await wait(LONGER_THAN_A_LOOK_MS);
    expect((await report()).proxyRequests).toBe(proxyRequests);
    expect(["in-queue", "in-progress"]).toContain(widget.root().dataset["status"]);

    await command({ proxy: null });
    await widget.button("Check again").click();
    await widget.until("completed");
    expect(onAuthRequired).toHaveBeenCalledOnce();
    expect(widget.statuses).not.toContain("failed");
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });

  test("at the submit: nothing is charged, and the draft is still there", async () => {
    const onAuthRequired = vi.fn();
    await command({ proxy: { answer: refused, operation: "submit" } });
    const widget = await showWidget({
      onAuthRequired,
      defaultInput: { image_url: await createPicture(640, 360, "boat.jpg") },
    });
    await widget.generate.click();
    await widget.until("failed");
    await expect.element(widget.alert).toHaveTextContent("You are signed out.");
    await expect.element(widget.alert).toHaveTextContent("Nothing was charged.");
    expect(onAuthRequired).toHaveBeenCalledOnce();
    expect(widget.prompt.element()).toHaveValue(URL_INPUT.prompt);
    expect(widget.root().querySelector('img[alt="boat.jpg"]')).not.toBeNull();
    expect(await counts()).toEqual({ posts: 0, charges: 0 });

    await command({ proxy: null });
    await widget.generate.click();
    await widget.until("completed");
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });
});

test("N12: a visitor who signs in again is followed on as soon as the page has the focus", async () => {
  await command({ script: { stream: 405, queueMs: 300, runMs: 1_500 } });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await command({ proxy: { answer: { status: 401, body: "Unauthorized" } } });
  await vi.waitFor(
    () => expect(hook.generation).toMatchObject({ connection: "signed-out" }),
    15_000,
  );
  const looks = (await asked("status")).length;

  await command({ proxy: null });
  window.dispatchEvent(new Event("visibilitychange"));
  await hook.until("completed");
  expect((await asked("status")).length).toBeGreaterThan(looks);
});
