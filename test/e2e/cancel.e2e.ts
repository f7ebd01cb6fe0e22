import { describe, expect, it } from "vitest";
import { openWidget } from "./support/openWidget.js";
import { PROXIES, setUpSite } from "./support/setUpSite.js";

describe.each(PROXIES)("Cancel, through %s", (proxy) => {
  const site = setUpSite(proxy);

  it("Q16: in the queue takes it back, and nothing was charged", async () => {
    site().fal.script({ queueMs: 60_000 });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("in-queue");
    await widget.root
      .getByText(/ahead of you/)
      .first()
      .waitFor();
    await widget.cancel.click();
    await widget.until("canceled");
    expect(await widget.alert.innerText()).toContain("Nothing was charged");
    expect(site().fal.ledger[0]?.canceledAt).not.toBeNull();
    expect(await widget.generate.getAttribute("aria-disabled")).not.toBe("true");
  });

  it("Q16: while it runs is a wish: the video that comes all the same is shown", async () => {
    site().fal.script({ queueMs: 0, runMs: 8_000 });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.cancel.click();
    await widget.root.getByText("It may still finish and be charged").first().waitFor();
    await widget.untilPlaying();
    expect(site().fal.ledger[0]?.cancelAttempts).toBe(1);
  });

  it("Q16: while it runs, where fal grants it, says that it may have been charged", async () => {
    site().fal.script({ queueMs: 0, runMs: 60_000, canceledRunning: "client-cancelled" });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.cancel.click();
    await widget.until("canceled");
    expect(await widget.alert.innerText()).toContain("may have been charged");
  });
});
