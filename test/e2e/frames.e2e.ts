import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { openWidget, PROMPT } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

describe("any picture people have", () => {
  const site = setUpSite("our proxy");

  /** What fal was given, as fal's model would open it. */
  async function sentFrame(field: "image_url" | "tail_image_url" = "image_url") {
    const url = site().fal.ledger[0]?.input[field];
    const bytes = Buffer.from(await (await fetch(String(url))).arrayBuffer());
    return { bytes, facts: await sharp(bytes).metadata() };
  }

  it("U04, U10: a phone's photo of 12 megapixels and more than 10 MB is sent upright, small enough and without its place", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame({
      name: "IMG_0412.jpg",
      mimeType: "image/jpeg",
      buffer: await createPhonePhoto(),
    });
    await widget.root.getByText(/^3024\s×\s4032, [12]\d\sMB → [\d.]+\sMB\./).waitFor();
    await widget.prompt.fill(PROMPT);
    await widget.generate.click();
    await widget.untilPlaying();

    const { bytes, facts } = await sentFrame();
    expect(facts).toMatchObject({ format: "jpeg", width: 3024, height: 4032 });
    expect(facts.orientation ?? 1).toBe(1);
    expect(facts.exif).toBeUndefined();
    expect(bytes.byteLength).toBeLessThanOrEqual(10_000_000);
    expect(await isSunnyAbove(bytes)).toBe(true);
    expect(site().fal.posts).toHaveLength(1);
  });

  it("U06: a panorama is cropped with the keyboard alone, and what was seen is sent", async () => {
    const widget = await openWidget(site());
    const { page, root } = widget;
    await widget.pickStartFrame({
      name: "panorama.png",
      mimeType: "image/png",
      buffer: await sharp({
        create: { width: 3000, height: 800, channels: 3, background: "#2e4057" },
      })
        .png()
        .toBuffer(),
    });
    await root.getByRole("button", { name: "Crop Start frame" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Crop Start frame" });
    await dialog.getByText("2000 × 800 px").first().waitFor();
    const use = dialog.getByRole("button", { name: "Use this part" });
    for (let press = 0; press < 20 && !(await hasFocus(use)); press++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await root.getByText("Start frame uploaded").waitFor({ state: "attached" });
    expect(await hasFocus(widget.startFrame)).toBe(true);

    await widget.prompt.fill(PROMPT);
    await widget.generate.click();
    await widget.untilPlaying();
    expect((await sentFrame()).facts).toMatchObject({ format: "png", width: 2000, height: 800 });
  });

  it("a video that ends where it begins names one file twice, uploaded once", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await widget.root.getByRole("button", { name: "End with the start frame" }).click();
    await widget.prompt.fill(PROMPT);
    await widget.generate.click();
    await widget.untilPlaying();
    const { input } = site().fal.ledger[0] ?? {};
    expect(input?.tail_image_url).toBe(input?.image_url);
    expect(site().fal.count("put")).toBe(1);
  });
});

function hasFocus(target: { evaluate: (look: (element: Element) => boolean) => Promise<boolean> }) {
  return target.evaluate((element) => element === document.activeElement);
}

/** As a phone held upright stores it: lying on its side, with its place, and of many bytes. */
async function createPhonePhoto(): Promise<Buffer> {
  const [width, height] = [4032, 3024];
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: "#888", noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
  // Stored lying: what is above, once it is upright, stands at the left here.
  const sky = await sharp({
    create: { width: width / 2, height, channels: 3, background: "#ffd27f" },
  })
    .png()
    .toBuffer();
  return sharp(grain)
    .composite([{ input: sky, left: 0, top: 0, blend: "screen" }])
    .jpeg({ quality: 100 })
    .withExif({ IFD0: { Make: "Example" }, IFD3: { GPSLatitude: "48/1 51/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** Whether the upper half is brighter than the lower one. */
async function isSunnyAbove(picture: Buffer): Promise<boolean> {
  const { width, height } = await sharp(picture).metadata();
  const brightness = async (top: number) => {
    const half = { left: 0, top, width, height: Math.floor(height / 2) };
    const { channels } = await sharp(await sharp(picture).extract(half).toBuffer()).stats();
    return channels[0]?.mean ?? 0;
  };
  return (await brightness(0)) > (await brightness(Math.floor(height / 2))) + 20;
}
