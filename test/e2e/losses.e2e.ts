import { describe, expect, it } from "vitest";
import { openWidget } from "./support/openWidget.js";
import { PLACES, setUpSite } from "./support/setUpSite.js";

describe.each(PLACES)("a connection that breaks, through $proxy on React $react", (place) => {
  const site = setUpSite(place.proxy, { react: place.react });

  it("N01: 1.5 s without a network in the middle end in the video", async () => {
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    site().goOffline(1_500);
    await widget.root.getByText("Reconnecting…").first().waitFor();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
    expect(await widget.seenStatuses()).not.toContain("failed");
  });

  it("Q13: a status stream that ends after 2 s is not the end: the video comes", async () => {
    site().fal.script({ queueMs: 1_000, runMs: 4_000, stream: [{ cutAfterMs: 2_000 }] });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
    expect(site().fal.count("status")).toBeGreaterThan(0);
    expect(await widget.seenStatuses()).not.toContain("failed");
  });
});
