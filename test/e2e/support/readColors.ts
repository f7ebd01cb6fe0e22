import type { Locator } from "playwright";

/** Red, green, blue: 0…255. */
export type Rgb = readonly [number, number, number];

export interface TextColors {
  text: string;
  color: Rgb;
  /** What is painted behind it, everything translucent mixed in. */
  ground: Rgb;
  /** WCAG 2: 1…21. */
  contrast: number;
}

/**
 * The computed colors of every text inside of an element, as the browser paints them. Text that is
 * hidden, of a blocked control, or over a picture is left out.
 */
export async function readColors(root: Locator): Promise<TextColors[]> {
  const painted = await root.evaluate(paint);
  return painted.map(({ text, color, ground }) => {
    const contrast = contrastOf(color, ground);
    return { text, color, ground, contrast: Math.round(contrast * 100) / 100 };
  });
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export function luminanceOf(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Runs in the page: a canvas knows every color syntax, and mixes what is translucent. */
function paint(root: Element): { text: string; color: Rgb; ground: Rgb }[] {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, 1];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("The page cannot draw.");

  const mix = (colors: readonly string[]): Rgb => {
    for (const color of colors) {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  const groundsOf = (element: Element): string[] => {
    const grounds: string[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      grounds.unshift(getComputedStyle(at).backgroundColor);
    }
    return ["Canvas", ...grounds];
  };

  const found: { text: string; color: Rgb; ground: Rgb }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim() ?? "";
    const element = walker.currentNode.parentElement;
    if (text === "" || !element?.checkVisibility({ visibilityProperty: true })) continue;
    const isHidden = element.closest(".kling-visually-hidden") !== null;
    const isBlocked = element.closest('[aria-disabled="true"], :disabled') !== null;
    const isOverPicture = element.closest(".kling-stage-overlay, .kling-frame-tile") !== null;
    if (isHidden || isBlocked || isOverPicture) continue;
    const grounds = groundsOf(element);
    const { color } = getComputedStyle(element);
    found.push({ text, color: mix([...grounds, color]), ground: mix(grounds) });
  }
  return found;
}
