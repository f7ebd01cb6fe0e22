import { describe, expect, it } from "vitest";
import { renderVideo } from "../support/renderVideo.js";
import { createPhoto } from "./support/createPhoto.js";
import { openWidget, PROMPT } from "./support/openWidget.js";
import { PROXIES, setUpSite } from "./support/setUpSite.js";

describe.each(PROXIES)("from a photo and a prompt to a video, through %s", (proxy) => {
  const site = setUpSite(proxy, { renderVideo });

  it("the price is seen, then the queue, the work and its log, and the video plays", async () => {
    // Long enough that its place in the queue is seen on a busy machine, too.
    site().fal.script({ queueMs: 5_000, runMs: 5_000 });
    const { page, root, ...widget } = await openWidget(site());
    await widget.pickStartFrame(await createPhoto());
    await widget.prompt.fill(PROMPT);
    expect(await widget.generate.textContent()).toBe("Generate $0.35");
    await root.getByRole("radio", { name: "10 s" }).check();
    expect(await widget.generate.textContent()).toBe("Generate $0.70");
    await root.getByRole("radio", { name: "5 s" }).check();

    await widget.generate.click();
    await widget.until("in-queue");
    await root
      .getByText(/\d ahead of you|Next in line/)
      .first()
      .waitFor();
    await widget.until("in-progress");
    await root.getByText("Rendering your video").first().waitFor();
    expect(await root.getByRole("progressbar").getAttribute("value")).toBeNull();
    await widget.logs.getByText("Loading the start frame").waitFor();

    await widget.untilPlaying();
    // The photo lies on its side in the file, and stands in the video as it is seen.
    const isUpright = await widget.video.evaluate(
      (video: HTMLVideoElement) => video.videoHeight > video.videoWidth,
    );
    expect(isUpright).toBe(true);
    await page.getByRole("link", { name: PROMPT }).waitFor();

    const { ledger, posts } = site().fal;
    expect([posts.length, ledger.length]).toEqual([1, 1]);
    expect(ledger[0]?.input).toEqual({
      prompt: PROMPT,
      image_url: expect.stringMatching(/\/media\/files\//),
      duration: "5",
    });
    expect(await widget.seenStatuses()).not.toContain("failed");
  });
});
