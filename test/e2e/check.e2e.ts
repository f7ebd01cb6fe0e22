import type { Page, Route } from "playwright";
import { describe, expect, it } from "vitest";
import { openWidget, type Widget } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

const PROXY = "**/api/fal/proxy";

const isSubmit = (route: Route): boolean =>
  route.request().method() === "POST" &&
  (route.request().headers()["x-fal-target-url"] ?? "").includes("queue.fal.run");

/** The proxy gets the submit, and the page never gets the answer. */
async function loseAnswer(page: Page, afterMs?: number): Promise<void> {
  await page.route(PROXY, async (route) => {
    if (!isSubmit(route)) return route.fallback();
    const answered = route.fetch().catch(() => {});
    await (afterMs === undefined
      ? answered
      : new Promise((resolve) => setTimeout(resolve, afterMs)));
    return route.abort("connectionreset");
  });
}

const checkAgain = ({ root }: Widget) => root.getByRole("button", { name: "Check again" });
const sendAgain = ({ root }: Widget) => root.getByRole("button", { name: /^Send again/ });

describe("an answer that is lost between our proxy and the page", () => {
  const site = setUpSite("our proxy");

  it("N03: is asked for by the attempt's id, and the video comes; paid for once", async () => {
    const widget = await openWidget(site(), { beforeLoad: loseAnswer });
    await widget.makeVideo();
    await widget.untilPlaying();
    expect(await widget.seenStatuses()).toContain("unconfirmed");
    expect(site().fal.posts).toHaveLength(1);
  });

  it("N03: Check again asks at once, also while fal has not answered yet", async () => {
    site().fal.script({ submit: { slowMs: 6_000 } });
    const widget = await openWidget(site(), { beforeLoad: (page) => loseAnswer(page, 500) });
    await widget.makeVideo();
    await widget.until("unconfirmed");
    const before = site().calls.length;
    await checkAgain(widget).click();
    await expect.poll(() => site().calls.length).toBeGreaterThan(before);
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("N03: is asked for after a reload, too", async () => {
    const widget = await openWidget(site(), {
      beforeLoad: async (page) => {
        await loseAnswer(page);
        await page.route(PROXY, (route) =>
          route.request().method() === "GET" ? route.abort("connectionrefused") : route.fallback(),
        );
      },
    });
    await widget.makeVideo();
    // The sign of life before the submit is one of an upload's answer.
    await widget.until("unconfirmed");
    await widget.page.unroute(PROXY);
    await widget.page.reload();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("that was a refusal: nothing was charged, and it says so", async () => {
    site().fal.script({ submit: "balance" });
    const widget = await openWidget(site(), { beforeLoad: loseAnswer });
    await widget.makeVideo();
    await widget.until("failed");
    expect(await widget.alert.first().innerText()).toContain("Nothing was charged");
    expect(site().fal.ledger).toHaveLength(0);
  });

  it("N04: where the proxy got none either, it stays unconfirmed, and can be checked", async () => {
    site().fal.script({ submit: { acceptThen: "reset" } });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("unconfirmed");
    await checkAgain(widget).waitFor();
    await sendAgain(widget).waitFor();
    await checkAgain(widget).click();
    await widget.page.waitForTimeout(1_000);
    await widget.until("unconfirmed");
    expect(site().fal.posts).toHaveLength(1);
  });
});

describe("an answer that is lost behind a proxy that keeps no note", () => {
  const site = setUpSite("@fal-ai/server-proxy on Express 4");

  it("N03: cannot be checked: Send again with its price, or Dismiss", async () => {
    const widget = await openWidget(site(), { beforeLoad: loseAnswer });
    await widget.makeVideo();
    await widget.until("unconfirmed");
    await sendAgain(widget).waitFor();
    await widget.root.getByRole("button", { name: "Dismiss" }).waitFor();
    await widget.page.waitForTimeout(2_000);
    expect(await checkAgain(widget).count()).toBe(0);
    expect(site().fal.posts).toHaveLength(1);
  });
});

describe("a result that fal fails to hand over", () => {
  const site = setUpSite("our proxy");

  it("Check again in one tab is not undone by another one", async () => {
    // Each tab asks three times before it gives up; then fal is well again.
    site().fal.script({ queueMs: 0, runMs: 300, result: Array.from({ length: 6 }, () => 500) });
    const first = await openWidget(site());
    const second = await first.openTab();
    await first.makeVideo();
    await Promise.all([first.until("failed"), second.until("failed")]);
    await checkAgain(first).click();
    await Promise.all([first.untilPlaying(), second.untilPlaying()]);
    expect(site().fal.posts).toHaveLength(1);
  });
});
