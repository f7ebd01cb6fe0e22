import { describe, expect, it } from "vitest";
import { openTestHost, widgetOfSlot } from "./support/openTestHost.js";
import { PROMPT } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

describe.each([19, 18] as const)("what is a press, on React %s in StrictMode", (react) => {
  const site = setUpSite("our proxy", { app: "test host", react });

  it("D01, D02: a double click, a held Enter, a click meanwhile and Ctrl+Enter twice are one", async () => {
    site().fal.script({ queueMs: 2_500 });
    const widget = await openTestHost(site());
    const { keyboard } = widget.page;
    await widget.pickStartFrame();
    await widget.prompt.fill(PROMPT);
    await widget.generate.focus();
    for (let repeat = 0; repeat < 8; repeat += 1) await keyboard.down("Enter");
    await widget.generate.dblclick({ force: true });
    await keyboard.up("Enter");
    await widget.prompt.press("Control+Enter");
    await widget.prompt.press("Control+Enter");
    await widget.until("completed");
    expect(site().fal.posts).toHaveLength(1);
  });

  it("D03: while a frame uploads, a press is kept once, says why, and is sent once", async () => {
    site().fal.script({ queueMs: 2_000, upload: { put: { slowMs: 2_500 } } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("uploading");
    expect(await widget.generate.getAttribute("aria-disabled")).toBe("true");
    const reasonId = (await widget.generate.getAttribute("aria-describedby")) ?? "";
    expect(await widget.page.locator(`[id="${reasonId}"]`).innerText()).not.toBe("");
    await widget.generate.click({ force: true });
    expect(site().fal.posts).toHaveLength(0);
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("D03: a frame that cannot be uploaded sends nothing", async () => {
    site().fal.setDefaults({ upload: { put: 403 } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("failed");
    expect(site().fal.posts).toHaveLength(0);
  });

  it("D04: Send again is an attempt of its own; the first one stays noted", async () => {
    site().fal.script({ submit: { acceptThen: 504 } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("unconfirmed");
    await widget.root.getByRole("button", { name: "Send again · $0.35" }).click();
    await widget.untilPlaying();
    const phases = await widget.page.evaluate(() =>
      Object.entries(localStorage)
        .filter(([key]) => /^kling-video:\d+:/.test(key))
        .map(([, text]): string => JSON.parse(text).progress.phase)
        .sort(),
    );
    expect(phases).toEqual(["completed", "unconfirmed"]);
    expect(site().fal.posts).toHaveLength(2);
  });

  it("D05: two widgets with the same input make two videos", async () => {
    const first = await openTestHost(site(), { slots: ["left", "right"] });
    const widgets = ["left", "right"].map((slot) => widgetOfSlot(first, slot));
    for (const { pickStartFrame, prompt } of widgets) {
      await pickStartFrame();
      await prompt.fill(PROMPT);
    }
    for (const { generate } of widgets) await generate.click();
    await Promise.all(widgets.map(({ until }) => until("completed")));
    const urls = await Promise.all(widgets.map(({ video }) => video.getAttribute("src")));
    expect(new Set(urls).size).toBe(2);
    expect(site().fal.ledger).toHaveLength(2);
  });
});
