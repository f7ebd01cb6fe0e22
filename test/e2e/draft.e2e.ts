import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openWidget, PROMPT, type Widget } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

describe("a draft with a frame", () => {
  const site = setUpSite("our proxy");
  const tile = ({ root }: Widget, status: string) =>
    root.locator(`.kling-frame[data-status="${status}"]`).first();
  const puts = () => site().fal.requests.filter(({ operation }) => operation === "put").length;

  /** A fingerprint of the bytes that the tile shows. */
  async function shownBytes({ root }: Widget): Promise<string> {
    const bytes = await root
      .locator(".kling-frame img")
      .first()
      .evaluate(async (image: HTMLImageElement) =>
        Array.from(new Uint8Array(await (await fetch(image.src)).arrayBuffer())),
      );
    return createHash("sha256").update(Uint8Array.from(bytes)).digest("hex");
  }

  it("P06: survives a real reload, byte for byte, and is not uploaded again", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await widget.prompt.fill(PROMPT);
    await tile(widget, "uploaded").waitFor();
    const before = await shownBytes(widget);
    await widget.page.reload();

    await tile(widget, "uploaded").waitFor();
    expect(await shownBytes(widget)).toBe(before);
    expect(await widget.prompt.inputValue()).toBe(PROMPT);
    expect(puts()).toBe(1);
    await widget.generate.click();
    await widget.untilPlaying();
    expect(puts()).toBe(1);
    expect(site().fal.posts).toHaveLength(1);
  });

  it("P06: survives a reload in the middle of its upload, and is sent after it", async () => {
    site().fal.script({ upload: { put: { slowMs: 30_000 } } });
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await tile(widget, "uploading").waitFor();
    await widget.page.waitForTimeout(1_000); // it is written soon, not at once
    await widget.page.reload();
    await tile(widget, "uploaded").waitFor();
    await widget.prompt.fill(PROMPT);
    await widget.generate.click();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("is seen by another tab of the same visitor, but not by another visitor", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await tile(widget, "uploaded").waitFor();
    await widget.prompt.fill(PROMPT);
    await widget.page.waitForTimeout(1_000);
    await tile(await widget.openTab(), "uploaded").waitFor();
    await tile(await openWidget(site()), "empty").waitFor();
    expect(puts()).toBe(1);
  });
});
