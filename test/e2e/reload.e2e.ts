import { describe, expect, it } from "vitest";
import type { GenerationStatus } from "../../src/index.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { countByOperation } from "./support/ProxyCall.js";
import { killTab } from "./support/killTab.js";
import { openTestHost } from "./support/openTestHost.js";
import { openWidget, PROMPT, type Widget } from "./support/openWidget.js";
import { PLACES, PROXIES, setUpSite } from "./support/setUpSite.js";

const SLOWER_THAN_THE_TEST_MS = 30_000;

describe.each(PROXIES)("a reload in the middle, through %s", (proxy) => {
  const site = setUpSite(proxy);

  it.each(["in-queue", "in-progress"] as const)(
    "L05: while %s ends in the video",
    async (status) => {
      site().fal.script({ queueMs: 2_000, runMs: 2_500 });
      const widget = await openWidget(site());
      await widget.makeVideo();
      await widget.until(status);
      await widget.page.reload();
      await widget.untilPlaying();
      expect(site().fal.posts).toHaveLength(1);
      expect(await widget.seenStatuses()).not.toContain("failed");
    },
  );
});

describe.each([19, 18] as const)("a reload, on React %s in StrictMode", (react) => {
  const site = setUpSite("our proxy", { app: "test host", react });

  async function reloadIn(
    status: GenerationStatus,
    script: FaultScript,
    wait: (widget: Widget) => Promise<void> = async () => {},
  ): Promise<Widget> {
    site().fal.script(script);
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until(status);
    await wait(widget);
    await widget.page.reload();
    return widget;
  }

  it("L05: idle: the words are still there", async () => {
    const widget = await openTestHost(site());
    await widget.prompt.fill(PROMPT);
    await widget.root.getByRole("radio", { name: "10 s" }).check();
    await widget.page.waitForTimeout(1_000);
    await widget.page.reload();
    await expect.poll(() => widget.prompt.inputValue()).toBe(PROMPT);
    expect(await widget.generate.textContent()).toBe("Generate $0.70");
  });

  it("L05: uploading: nothing was sent and nothing charged, and it says so", async () => {
    const put = { slowMs: SLOWER_THAN_THE_TEST_MS };
    const widget = await reloadIn("uploading", { upload: { put } });
    await widget.until("failed");
    expect(await widget.alert.first().innerText()).toContain("Nothing was charged");
    expect(await widget.prompt.inputValue()).toBe(PROMPT);
    expect(site().fal.posts).toHaveLength(0);
  });

  it("L05: submitting: the answer is found again, and nothing is sent", async () => {
    const widget = await reloadIn("submitting", { submit: { slowMs: 2_500 } }, async () => {
      await expect.poll(() => site().fal.posts.length).toBe(1);
    });
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L05: unconfirmed: still unconfirmed, and nothing is sent", async () => {
    const widget = await reloadIn("unconfirmed", { submit: { acceptThen: "reset" } });
    await widget.until("unconfirmed");
    expect(site().fal.posts).toHaveLength(1);
    await widget.root.getByRole("button", { name: "Dismiss" }).click();
    await widget.until("idle");
  });

  it("L05: canceling: the truth is looked up, and the video that came is shown", async () => {
    const script = { queueMs: 0, runMs: 5_000 };
    const widget = await reloadIn("in-progress", script, async ({ cancel, root }) => {
      await cancel.click();
      await root.getByText("Canceling…").first().waitFor();
    });
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L05: the video not fetched yet: it is fetched", async () => {
    const result = [{ slowMs: SLOWER_THAN_THE_TEST_MS }];
    const script: FaultScript = { queueMs: 0, runMs: 500, result };
    const widget = await reloadIn("in-progress", script, ({ root }) =>
      root.getByText("Fetching your video").first().waitFor(),
    );
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L05: completed: the video is there again without asking anybody", async () => {
    const widget = await reloadIn("completed", { queueMs: 0, runMs: 300 });
    const callsBefore = site().calls.length;
    await widget.untilPlaying();
    expect(countByOperation(site().calls.slice(callsBefore))).toEqual({});
  });

  it("L05: failed: the refusal is still at the prompt, and the words can be changed", async () => {
    const widget = await reloadIn("failed", {
      queueMs: 0,
      runMs: 0,
      result: { type: "content_policy_violation", field: "prompt" },
    });
    await widget.until("failed");
    expect(await widget.prompt.getAttribute("aria-invalid")).toBe("true");
    expect(await widget.prompt.inputValue()).toBe(PROMPT);
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L05: canceled: still canceled", async () => {
    const widget = await reloadIn("in-queue", { queueMs: 60_000 }, async (before) => {
      await before.cancel.click();
      await before.until("canceled");
    });
    await widget.until("canceled");
    expect(site().fal.posts).toHaveLength(1);
  });
});

describe.each(PLACES)("a tab that dies, through $proxy on React $react", ({ proxy, react }) => {
  const site = setUpSite(proxy, { react });

  it("L06: after fal accepted, before the answer: unconfirmed in the next tab", async () => {
    site().fal.script({ submit: { slowMs: SLOWER_THAN_THE_TEST_MS } });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("submitting");
    await expect.poll(() => site().fal.posts.length).toBe(1);
    await killTab(widget.page);

    const next = await widget.openTab();
    await next.until("unconfirmed");
    expect(await next.alert.innerText()).toContain("you may have been charged $0.35");
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L06: after it was noted, before it was sent: unconfirmed, and never sent by itself", async () => {
    const widget = await openWidget(site());
    await widget.page.route("**/api/fal/proxy", async (route) => {
      const target = (await route.request().allHeaders())["x-fal-target-url"] ?? "";
      const isSubmit = route.request().method() === "POST" && target.includes("queue.");
      if (!isSubmit) await route.continue();
    });
    await widget.makeVideo();
    await widget.until("submitting");
    await killTab(widget.page);

    const next = await widget.openTab();
    await next.until("unconfirmed");
    await next.page.waitForTimeout(1_000);
    expect(site().fal.posts).toHaveLength(0);
  });
});

describe("two tabs of one visitor", () => {
  const site = setUpSite("our proxy");

  it("L07: show the same generation, and it is paid for once", async () => {
    site().fal.script({ queueMs: 4_000, runMs: 8_000 });
    const first = await openWidget(site());
    const before = await first.openTab();
    await first.makeVideo();
    await Promise.all([first.until("in-queue"), before.until("in-queue")]);
    const after = await first.openTab();
    await after.until("in-progress");
    expect(await after.generate.getAttribute("aria-disabled")).toBe("true");
    await Promise.all([first, before, after].map(({ until }) => until("completed")));
    await before.untilPlaying();
    await after.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });
});
