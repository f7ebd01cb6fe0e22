import { describe, expect, it } from "vitest";
import { countByOperation } from "./support/ProxyCall.js";
import { openWidget, PROMPT } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

const OUTAGE_MS = 20_000;

describe.each([19, 18] as const)("a network that goes and comes back, on React %i", (react) => {
  const site = setUpSite("our proxy", { react });

  it("N01: 20 s without it while it runs: the page says so, asks at once when it is back, and shows the video", async () => {
    site().fal.script({ queueMs: 0, runMs: OUTAGE_MS + 4_000 });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("in-progress");

    // The browser alone would leave an open stream alive.
    await widget.context.setOffline(true);
    site().goOffline(OUTAGE_MS);
    await widget.root.getByText("Reconnecting…").first().waitFor();
    await widget.root.getByText("Your video is still being made").first().waitFor();
    await widget.page.waitForTimeout(OUTAGE_MS);
    expect(await widget.root.getAttribute("data-status")).toBe("in-progress");
    expect(await widget.alert.count()).toBe(0);

    const backAt = Date.now();
    await widget.context.setOffline(false);
    const findQuestion = () => site().calls.find(({ at }) => at >= backAt);
    await expect.poll(findQuestion, { timeout: 15_000 }).toBeDefined();
    // By itself, the next question would come some 10 s later: the page waits longer and longer.
    expect((findQuestion()?.at ?? Infinity) - backAt).toBeLessThan(4_000);

    await widget.untilPlaying();
    expect(await widget.seenStatuses()).not.toContain("failed");
    expect([site().fal.posts.length, site().fal.ledger.length]).toEqual([1, 1]);
  });

  it("N02: a press without it sends nothing, also when it is back, until somebody presses", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await widget.prompt.fill(PROMPT);
    await widget.root.getByText("Start frame uploaded").waitFor({ state: "attached" });
    await widget.context.setOffline(true);
    await widget.generate.click();
    await widget.until("failed");
    expect(await widget.alert.innerText()).toContain("Nothing was sent");
    expect(await widget.alert.innerText()).toContain("Nothing was charged");

    await widget.context.setOffline(false);
    // Longer than any pause between two tries.
    await widget.page.waitForTimeout(3_000);
    expect(countByOperation(site().calls).submit).toBeUndefined();
    expect(site().fal.posts).toHaveLength(0);

    await widget.root.getByRole("button", { name: "Try again · $0.35" }).click();
    await widget.untilPlaying();
    expect([site().fal.posts.length, site().fal.ledger.length]).toEqual([1, 1]);
  });

  // Chromium repeats a POST by itself where a connection that it has used before breaks.
  it("N03: a used connection that breaks while fal has the request is paid for once", async () => {
    site().fal.script({ submit: { slowMs: 2_500 } });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await expect.poll(() => site().fal.posts.length, { timeout: 20_000 }).toBe(1);
    site().goOffline(1);
    await widget.untilPlaying();
    expect(await widget.seenStatuses()).not.toContain("failed");
    expect([site().fal.posts.length, site().fal.ledger.length]).toEqual([1, 1]);
  });
});
