import { describe, expect, it } from "vitest";
import { hostOf, openTestHost } from "./support/openTestHost.js";
import { setUpSite } from "./support/setUpSite.js";

describe.each([19, 18] as const)("on React %s in StrictMode", (react) => {
  const site = setUpSite("our proxy", { app: "test host", react });

  it("L01: after a reload in the middle one stream follows it, and nothing is sent", async () => {
    site().fal.script({ queueMs: 1_000, runMs: 6_000 });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.page.reload();
    await widget.until("in-progress");
    const streamsBefore = site().fal.count("stream");
    await widget.untilPlaying();
    expect(site().fal.count("stream") - streamsBefore).toBeLessThanOrEqual(1);
    expect(site().fal.posts).toHaveLength(1);
    expect(await hostOf(widget).reports()).toHaveLength(1);
  });
});
