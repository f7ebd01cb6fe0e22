import type { Locator } from "playwright";
import { describe, expect, it } from "vitest";
import { createPhoto } from "./support/createPhoto.js";
import { openWidget, PROMPT, type Widget } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

describe("with the keyboard alone", () => {
  const site = setUpSite("our proxy");

  it("the whole way can be gone, and the focus stays where it was put", async () => {
    const widget = await openWidget(site());
    const { page, root } = widget;

    await tabTo(widget, widget.startFrame);
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Space");
    await (await chooser).setFiles(await createPhoto());
    await root.getByText("Start frame uploaded").waitFor({ state: "attached" });

    await tabTo(widget, root.getByRole("button", { name: "Swap frames" }));
    await tabTo(widget, widget.prompt);
    await page.keyboard.type(PROMPT);

    await tabTo(widget, root.getByRole("radio", { name: "5 s" }));
    await page.keyboard.press("ArrowRight");
    expect(await widget.generate.textContent()).toBe("Generate $0.70");
    await page.keyboard.press("ArrowLeft");
    expect(await widget.generate.textContent()).toBe("Generate $0.35");

    await tabTo(widget, widget.generate);
    await page.keyboard.press("Space");
    await widget.until("in-queue");
    expect(await hasFocus(widget.generate)).toBe(true);
    await tabTo(widget, widget.cancel);
    await widget.until("completed");

    // Cancel has gone with its stage; the way on begins beside it, not at the top of the page.
    await tabTo(widget, widget.video, 4);
    await tabTo(widget, root.getByRole("button", { name: "Download" }), 12);
    expect(site().fal.ledger).toHaveLength(1);
  });

  it("Ctrl+Enter in the prompt sends, Enter is a new line", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await widget.prompt.focus();
    await widget.page.keyboard.type("A slow wave");
    await widget.page.keyboard.press("Enter");
    await widget.page.keyboard.type("at dusk");
    expect(site().fal.posts).toHaveLength(0);
    await widget.page.keyboard.press("Control+Enter");
    await widget.untilPlaying();
    expect(site().fal.ledger[0]?.input).toMatchObject({ prompt: "A slow wave\nat dusk" });
  });
});

/** Presses Tab until a control has the focus, which can then be seen. */
async function tabTo({ page }: Widget, target: Locator, pressesMax = 8): Promise<void> {
  for (let press = 0; press < pressesMax && !(await hasFocus(target)); press++) {
    await page.keyboard.press("Tab");
  }
  expect(await hasFocus(target), `Tab never came to ${String(target)}`).toBe(true);
  const isSeen = await target.evaluate((element) => {
    const ring = element.parentElement?.querySelector(".kling-ring") ?? element;
    return [element, ring, element.nextElementSibling]
      .filter((box) => box !== null)
      .some((box) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(box);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      });
  });
  expect(isSeen, `the focus of ${String(target)} is not seen`).toBe(true);
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
