import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { hostOf, openTestHost } from "./support/openTestHost.js";
import { PROMPT } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

describe.each([19, 18] as const)("where things are kept, on React %s in StrictMode", (react) => {
  const site = setUpSite("our proxy", { app: "test host", react });

  it("T01: with a full storage it goes on in the page, and says that the page must stay", async () => {
    site().fal.script({ queueMs: 500, runMs: 2_000 });
    const widget = await openTestHost(site(), {}, { beforeLoad: fillStorage });
    await widget.makeVideo();
    await widget.root.getByText("Keep this page open").first().waitFor();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("T02: with storage blocked it works, and asks before the page is left", async () => {
    site().fal.script({ queueMs: 500, runMs: 4_000, submit: { slowMs: 1_000 } });
    const widget = await openTestHost(site(), {}, { beforeLoad: blockStorage });
    const { page } = widget;
    await widget.makeVideo();
    await widget.until("submitting");
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("T05: a page goes on when its own site data are cleared in the middle", async () => {
    site().fal.script({ queueMs: 300, runMs: 2_500 });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.page.evaluate(() => localStorage.clear());
    await widget.untilPlaying();
    expect(await hostOf(widget).reports()).toHaveLength(1);
  });

  it("T06: another visitor sees nothing of it, and the first one finds it again", async () => {
    site().fal.script({ queueMs: 300, runMs: 3_500 });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.page.waitForTimeout(700); // the draft is written soon, not at once
    await hostOf(widget).signInAs("ben");
    await widget.until("idle");
    expect(await widget.prompt.inputValue()).toBe("");
    expect(await widget.root.locator("img, video").count()).toBe(0);
    await hostOf(widget).signInAs("ann");
    await widget.untilPlaying();
    expect(await widget.prompt.inputValue()).toBe(PROMPT);
    expect(site().fal.posts).toHaveLength(1);
  });
});

describe("site data that are cleared elsewhere", () => {
  const site = setUpSite("our proxy", { app: "test host" });

  it("T05: a page goes on when another tab clears them in the middle", async () => {
    site().fal.script({ queueMs: 300, runMs: 2_500 });
    const widget = await openTestHost(site());
    const other = await widget.openTab();
    await widget.makeVideo();
    await widget.until("in-progress");
    await other.page.evaluate(() => localStorage.clear());
    await widget.untilPlaying();
    // Not lost for a while, and brought back by the tab that cleared them.
    expect((await widget.seenStatuses()).slice(-2)).toEqual(["in-progress", "completed"]);
    expect(site().fal.posts).toHaveLength(1);
  });
});

async function fillStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (let length = 2 ** 22; length >= 1; length /= 2) {
      try {
        for (let count = 0; ; count += 1) {
          localStorage.setItem(`host:${length}:${count}`, "x".repeat(length));
        }
      } catch {
        // Full for this length; the next one is shorter.
      }
    }
  });
}

async function blockStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get: refuse });
    }
  });
}
