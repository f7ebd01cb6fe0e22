import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { openWidget, type Widget } from "./support/openWidget.js";
import { luminanceOf, readColors } from "./support/readColors.js";
import { setUpSite } from "./support/setUpSite.js";

const TEXT_CONTRAST_MIN = 4.5;

describe("after the host's own build", () => {
  const site = setUpSite("our proxy");

  it.each(["light", "dark"] as const)("every text can be read in %s", async (colorScheme) => {
    site().fal.script({ submit: { acceptThen: "reset" } });
    const widget = await openWidget(site(), { colorScheme });
    await widget.root.getByText("Advanced").click();
    const idle = await readColors(widget.root);
    const button = idle.find(({ text }) => text === "Generate");
    const heading = (await readColors(widget.page.locator("main")))[0];
    await widget.makeVideo();
    await widget.until("unconfirmed");
    await widget.root.getByRole("button", { name: "Check again" }).waitFor();
    await colorsAreSettled(widget.page);
    const unconfirmed = await readColors(widget.root);

    const texts = [...idle, ...unconfirmed];
    expect(idle.length).toBeGreaterThan(15);
    expect(texts.filter(({ contrast }) => contrast < TEXT_CONTRAST_MIN)).toEqual([]);

    // The host's heading shows what the page is; the widget follows it, and the button stands out.
    const isDark = luminanceOf(heading?.ground ?? [0, 0, 0]) < 0.5;
    expect(isDark).toBe(colorScheme === "dark");
    const prompt = idle.find(({ text }) => text === "Prompt");
    expect(luminanceOf(prompt?.ground ?? [0, 0, 0]) < 0.5).toBe(isDark);
    expect(isColorful(button?.ground)).toBe(true);
    console.log(`Generate in ${colorScheme}: ${JSON.stringify(button)}`);
  });

  it("a host that is dark by itself gets a dark widget on a light system", async () => {
    const { page, root } = await openWidget(site(), { colorScheme: "light" });
    await page.addStyleTag({ content: ":root { color-scheme: dark }" });
    await colorsAreSettled(page);
    const texts = await readColors(root);
    expect(texts.filter(({ contrast }) => contrast < TEXT_CONTRAST_MIN)).toEqual([]);
    const prompt = texts.find(({ text }) => text === "Prompt");
    expect(luminanceOf(prompt?.ground ?? [255, 255, 255])).toBeLessThan(0.1);
  });

  it("a class of the host decides over the look, and the widget leaves the host alone", async () => {
    const { page, generate } = await openWidget(site());
    const heading = page.getByRole("heading", { name: "Moving postcards" });
    const before = await heading.evaluate((element) => getComputedStyle(element).cssText);
    await page.addStyleTag({ content: ".host-button { border-radius: 3px }" });
    await generate.evaluate((button) => button.classList.add("host-button"));
    expect(await generate.evaluate((button) => getComputedStyle(button).borderRadius)).toBe("3px");

    await page.locator("link[rel=stylesheet]").evaluate((link) => {
      const { sheet } = link as HTMLLinkElement;
      if (!sheet) throw new Error("The host's stylesheet is not there.");
      for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
        if (sheet.cssRules[index]?.cssText.includes(".kling")) sheet.deleteRule(index);
      }
    });
    expect(await heading.evaluate((element) => getComputedStyle(element).cssText)).toBe(before);
  });
});

describe("320 px wide", () => {
  const site = setUpSite("our proxy");

  it("nothing scrolls sideways, from the empty form to the video", async () => {
    const widget = await openWidget(site(), { viewport: { width: 320, height: 700 } });
    await expectNoSidewaysScroll(widget);
    await widget.makeVideo();
    await widget.until("in-progress");
    await expectNoSidewaysScroll(widget);
    await widget.untilPlaying();
    await expectNoSidewaysScroll(widget);
  });

  it("nor where it failed or is unconfirmed", async () => {
    site().fal.script({ submit: { acceptThen: "reset" } });
    const widget = await openWidget(site(), { viewport: { width: 320, height: 700 } });
    await widget.makeVideo();
    await widget.until("unconfirmed");
    await expectNoSidewaysScroll(widget);
  });
});

function isColorful(color: readonly number[] = []): boolean {
  return Math.max(...color) - Math.min(...color) > 60;
}

/** Neither the page scrolls, nor does a part of the widget stick out of it. */
async function expectNoSidewaysScroll({ page, root }: Widget): Promise<void> {
  const tooWidePx = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(tooWidePx).toBeLessThanOrEqual(0);
  const outside = await root.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return [...element.querySelectorAll("*")]
      .filter((part) => part.checkVisibility() && !part.closest(".kling-visually-hidden"))
      .filter((part) => {
        const box = part.getBoundingClientRect();
        return box.width > 1 && (box.left < left - 1 || box.right > right + 1);
      })
      .map((part) => part.outerHTML.slice(0, 120));
  });
  expect(outside).toEqual([]);
}

/** A change of colors takes a moment; what is read in the middle is neither the one nor the other. */
async function colorsAreSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const changes = document.getAnimations().filter((change) => change instanceof CSSTransition);
    await Promise.all(changes.map(({ finished }) => finished.catch(() => {})));
  });
}
