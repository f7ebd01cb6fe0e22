import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { FrameCropper } from "../../src/index.js";
import "../../src/styles/styles.css";
import { findDifference, pixelAt, readShown } from "../frames/support/pixels.js";
import { loadFixture } from "../support/pageFixtures.js";
import { plainSpaces } from "../support/plainSpaces.js";
import {
  button,
  colorOf,
  cropArea,
  dialog,
  drawMap,
  openCropArea,
  openCropper,
  press,
  readPreview,
  shape,
  slider,
} from "./support/cropping.js";

const WIDE = { width: 1000, height: 400 };
const wide = () => drawMap(WIDE.width, WIDE.height);
const size = (text: string) => page.getByRole("figure").getByText(text, { exact: true });
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

beforeEach(() => page.viewport(1280, 800));
afterEach(() => vi.restoreAllMocks());

describe("the dialog", () => {
  test("is modal, takes the focus, and gives it back to the button that opened it", async () => {
    const { onCancel } = await openCropArea({ file: await wide() });
    await expect.element(dialog()).toBeVisible();
    expect(dialog().element().matches(":modal")).toBe(true);
    await button("Cancel").click();
    await expect.element(dialog()).not.toBeInTheDocument();
    await expect.element(button("Crop it")).toHaveFocus();
    expect(onCancel).toHaveBeenCalledOnce();
  });

  test("Escape cancels it, even when a browser closes it without asking", async () => {
    const { onCancel, onCrop } = await openCropArea({ file: await wide() });
    await userEvent.keyboard("{Escape}");
    await expect.element(dialog()).not.toBeInTheDocument();
    await expect.element(button("Crop it")).toHaveFocus();
    expect(onCancel).toHaveBeenCalledOnce();

    await button("Crop it").click();
    (dialog().element() as HTMLDialogElement).close();
    await vi.waitFor(() => expect(onCancel).toHaveBeenCalledTimes(2));
    await expect.element(dialog()).not.toBeInTheDocument();
    expect(onCrop).not.toHaveBeenCalled();
  });

  test("does not take the focus away from where the visitor went meanwhile", async () => {
    await openCropper({ file: await wide() });
    (button("Cancel").element() as HTMLElement).focus();
    await expect.element(cropArea()).toBeVisible();
    await nextFrame();
    await expect.element(button("Cancel")).toHaveFocus();
  });

  test("every control has a name of its own and is large enough on a phone", async () => {
    await page.viewport(320, 640);
    await openCropArea({ file: await wide(), ratio: 1 });
    const controls = [...dialog().element().querySelectorAll("button, input, [role=application]")];
    const names = controls.map((control) => {
      const label = control instanceof HTMLInputElement ? control.labels?.[0] : control;
      return control.getAttribute("aria-label") ?? label?.textContent?.trim();
    });
    const tools = "Crop area, Zoom out, Zoom, Zoom in, Move left, Move up, Move down, Move right";
    const shapes = "Start frame’s shape, Original shape, 16:9, 4:3, 1:1, 3:4, 9:16";
    expect(names.join(", ")).toBe([tools, shapes, "Cancel, Use this part"].join(", "));
    for (const control of controls) {
      const { width, height } = control.getBoundingClientRect();
      expect(Math.min(width, height), control.outerHTML).toBeGreaterThanOrEqual(24);
    }
    expect(dialog().element().scrollWidth).toBeLessThanOrEqual(320);
  });

  test("works in a shadow root, without any stylesheet", async () => {
    const host = document.createElement("div");
    document.body.append(host);
    const inside = document.createElement("div");
    host.attachShadow({ mode: "open" }).append(inside);
    const root = createRoot(inside);
    root.render(
      <FrameCropper
        label="Crop the start frame"
        file={await wide()}
        ratio={1}
        onCrop={() => {}}
        onCancel={() => {}}
      />,
    );
    await expect.element(cropArea()).toBeVisible();
    await vi.waitFor(() => expect(host.shadowRoot?.activeElement).toBe(cropArea().element()));
    const { width, height } = cropArea().element().getBoundingClientRect();
    expect(width).toBeGreaterThan(100);
    expect(Math.abs(width - height)).toBeLessThan(2);
    await userEvent.keyboard("{ArrowRight}");
    root.unmount();
    host.remove();
  });
});

test("no script writes a stylesheet, which a strict page would refuse", async () => {
  const before = document.querySelectorAll("style").length;
  await openCropArea({ file: await wide() });
  expect(document.querySelectorAll("style").length).toBe(before);
  expect(dialog().element().querySelector("style")).toBeNull();
});

test("a host's own rules for pictures and boxes bend nothing", async () => {
  const style = document.createElement("style");
  style.textContent = `
    img { max-width: 50%; min-height: 90px; height: auto; border: 3px solid; object-fit: none }
    div { padding: 4px; margin: 4px; max-width: 300px }
    dialog { padding: 60px; max-width: 300px } figure { margin: 40px } input { width: 20px }`;
  document.head.append(style);
  try {
    await openCropArea({ file: await wide(), ratio: 1 });
    expect(readPreview(WIDE)).toEqual({ x: 300, y: 0, width: 400, height: 400 });
    const area = cropArea().element().getBoundingClientRect();
    const picture = document.querySelector(".kling-crop-picture")?.getBoundingClientRect();
    expect(Math.abs(area.width - area.height)).toBeLessThan(1);
    expect(area.width / (picture?.width ?? 0)).toBeCloseTo(0.4, 2);
    expect(dialog().element().getBoundingClientRect().width).toBe(860);
  } finally {
    style.remove();
  }
});

test("where there are no modal dialogs, it is open all the same", async () => {
  const { showModal } = HTMLDialogElement.prototype;
  Reflect.deleteProperty(HTMLDialogElement.prototype, "showModal");
  try {
    await openCropper({ file: await wide() });
    await expect.element(dialog()).toBeVisible();
    await button("Cancel").click();
    await expect.element(dialog()).not.toBeInTheDocument();
  } finally {
    HTMLDialogElement.prototype.showModal = showModal;
  }
});

describe("the part", () => {
  test("is moved by the arrow keys, in larger steps with Shift, and stops at the edge", async () => {
    await openCropArea({ file: await wide(), ratio: 1 });
    expect(readPreview(WIDE)).toEqual({ x: 300, y: 0, width: 400, height: 400 });
    await press("{ArrowRight}{ArrowRight}");
    expect(readPreview(WIDE).x).toBe(308);
    await press("{Shift>}{ArrowLeft}{/Shift}");
    expect(readPreview(WIDE).x).toBe(268);
    await press("{Shift>}{ArrowLeft>12/}{/Shift}");
    expect(readPreview(WIDE).x).toBe(0);
    await press("{ArrowRight}");
    expect(readPreview(WIDE).x, "no way that is only felt").toBe(4);
  });

  test("is moved and zoomed by buttons, which keep the focus at the end of their way", async () => {
    await openCropArea({ file: await drawMap(800, 800) });
    await expect.element(button("Move left")).toHaveAttribute("aria-disabled", "true");
    await button("Zoom in").click();
    await button("Zoom in").click();
    const { width } = readPreview({ width: 800, height: 800 });
    expect(width).toBe(Math.round(800 / 1.15 / 1.15));
    await button("Move left").click();
    expect(readPreview({ width: 800, height: 800 }).x).toBeLessThan((800 - width) / 2);
    await button("Zoom out").click();
    await userEvent.keyboard("{Enter}{Enter}{Enter}");
    await expect.element(button("Zoom out")).toHaveFocus();
    await expect.element(button("Zoom out")).toHaveAttribute("aria-disabled", "true");
    await expect.element(size("800 × 800 px")).toBeVisible();
  });

  test("is never smaller than the model takes, by the slider, by keys or by the wheel", async () => {
    await openCropArea({ file: await drawMap(1000, 620) });
    (slider().element() as HTMLElement).focus();
    await userEvent.keyboard("{End}");
    await expect.element(size("484 × 300 px")).toBeVisible();
    await userEvent.keyboard("{Home}");
    await expect.element(size("1000 × 620 px")).toBeVisible();
    (cropArea().element() as HTMLElement).focus();
    await press("+++++++++++++");
    await expect.element(size("484 × 300 px")).toBeVisible();
    await press("-");
    await expect.element(size("556 × 345 px")).toBeVisible();
    for (let turn = 0; turn < 20; turn++) {
      cropArea()
        .element()
        .dispatchEvent(new WheelEvent("wheel", { deltaY: -300, bubbles: true, cancelable: true }));
    }
    await expect.element(size("484 × 300 px")).toBeVisible();
    await expect.element(button("Zoom in")).toHaveAttribute("aria-disabled", "true");
  });

  test("is moved by dragging, as far as the picture moves under it", async () => {
    await openCropArea({ file: await wide(), ratio: 1 });
    const shown = document.querySelector(".kling-crop-picture")?.getBoundingClientRect();
    const scale = WIDE.width / (shown?.width ?? 0);
    const area = cropArea().element();
    const at = (clientX: number): MouseEventInit => ({ clientX, clientY: 200, bubbles: true });
    area.dispatchEvent(new MouseEvent("mousedown", at(300)));
    document.dispatchEvent(new MouseEvent("mousemove", at(340)));
    await nextFrame();
    document.dispatchEvent(new MouseEvent("mouseup", at(340)));
    await vi.waitFor(() => expect(readPreview(WIDE).x).toBe(Math.round(300 - 40 * scale)));
  });

  test("is zoomed by the wheel to where the pointer is, also in a dialog that was scrolled", async () => {
    await page.viewport(320, 560);
    await openCropArea({ file: await drawMap(900, 900) });
    const body = dialog().element().querySelector(".kling-crop-body");
    await vi.waitFor(() => {
      body?.scrollTo(0, 60); // as soon as its height is there
      expect(body?.scrollTop).toBe(60);
    });
    const toShown = () =>
      document.querySelector(".kling-crop-picture")?.getBoundingClientRect() ?? new DOMRect();
    const first = toShown();
    const [clientX, clientY] = [first.left + first.width / 4, first.top + first.height / 4];
    const event = { deltaY: -200, bubbles: true, cancelable: true, clientX, clientY };
    cropArea().element().dispatchEvent(new WheelEvent("wheel", event));
    await vi.waitFor(() => {
      const zoomed = toShown(); // the place follows the size a moment later
      expect(zoomed.width).toBeGreaterThan(first.width * 1.9);
      // A few pixels are nothing to the hand; a forgotten scroll would be a tenth of the picture.
      expect(Math.abs((clientX - zoomed.left) / zoomed.width - 0.25)).toBeLessThan(0.03);
      expect(Math.abs((clientY - zoomed.top) / zoomed.height - 0.25)).toBeLessThan(0.03);
    });
  });

  test("stays where it is when the window gets smaller", async () => {
    await openCropArea({ file: await wide(), ratio: 1 });
    await press("{Shift>}{ArrowRight}{ArrowRight}{/Shift}++");
    const before = readPreview(WIDE);
    const { width } = cropArea().element().getBoundingClientRect();
    await page.viewport(360, 640);
    await vi.waitFor(() =>
      expect(cropArea().element().getBoundingClientRect().width).toBeLessThan(width * 0.8),
    );
    expect(readPreview(WIDE)).toEqual(before);
    await press("{ArrowLeft}{ArrowRight}");
    expect(readPreview(WIDE)).toEqual(before);
  });
});

describe("shapes", () => {
  test("are one group, chosen by the arrow keys; the middle of the part stays", async () => {
    await openCropArea({ file: await wide() });
    await expect.element(page.getByRole("radiogroup", { name: "Shape" })).toBeVisible();
    await expect.element(shape("Original shape")).toBeChecked();
    (shape("Original shape").element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowRight}");
    await expect.element(shape("16:9")).toBeChecked();
    await expect.element(size("711 × 400 px")).toBeVisible();
    (cropArea().element() as HTMLElement).focus();
    await press("{Shift>}{ArrowRight}{/Shift}");
    const { x, width } = readPreview(WIDE);
    await shape("1:1").click();
    await expect.element(size("400 × 400 px")).toBeVisible();
    const square = readPreview(WIDE);
    expect(Math.abs(square.x + square.width / 2 - (x + width / 2))).toBeLessThanOrEqual(1);
    const { width: shownWidth, height } = cropArea().element().getBoundingClientRect();
    expect(Math.abs(shownWidth - height)).toBeLessThan(2);
  });

  test("that would have too few pixels cannot be chosen, and say why", async () => {
    await openCropArea({ file: await drawMap(400, 320), ratio: 9 / 16 });
    await expect.element(shape("Start frame’s shape")).toBeDisabled();
    await expect
      .element(shape("9:16"))
      .toHaveAccessibleDescription(
        /too small for Start frame’s shape, 16:9, 3:4, 9:16: each side keeps at least 300\spx\.$/,
      );
    await expect.element(shape("Original shape")).toBeChecked();
    await expect.element(shape("1:1")).toBeEnabled();
  });

  test("begin with the start frame's, else with what keeps the most of the picture", async () => {
    const { change } = await openCropArea({ file: await drawMap(1200, 400) });
    await expect.element(shape("As wide as allowed")).toBeChecked();
    await expect.element(size("1000 × 400 px")).toBeVisible();
    await change({ file: await drawMap(400, 1200) });
    await expect.element(shape("As tall as allowed")).toBeChecked();
    await expect.element(size("400 × 1000 px")).toBeVisible();
    await change({ file: await drawMap(400, 800), ratio: 3 / 4 });
    await expect.element(shape("Start frame’s shape")).toBeChecked();
    await expect.element(size("400 × 533 px")).toBeVisible();
  });
});

describe("what comes out", () => {
  test("is to the pixel what the preview showed", async () => {
    const { onCrop } = await openCropArea({ file: await wide(), ratio: 4 / 3 });
    await press("+{Shift>}{ArrowLeft}{ArrowDown}{/Shift}{ArrowRight}");
    const area = readPreview(WIDE);
    await expect.element(size(`${area.width} × ${area.height} px`)).toBeVisible();
    await button("Use this part").click();
    await vi.waitFor(() => expect(onCrop).toHaveBeenCalledOnce());
    const [file, change] = onCrop.mock.lastCall ?? [];
    if (!file) throw new Error("There is no part.");
    const cut = await readShown(file);
    expect([cut.width, cut.height]).toEqual([area.width, area.height]);
    expect(pixelAt(cut, 0, 0)).toEqual(colorOf(area.x, area.y));
    expect(pixelAt(cut, area.width - 1, area.height - 1)).toEqual(
      colorOf(area.x + area.width - 1, area.y + area.height - 1),
    );
    expect(change).toMatchObject({
      from: WIDE,
      to: { width: area.width, height: area.height },
      reasons: ["cropped"],
    });
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  test("is the file itself where it is all of it", async () => {
    const { onCrop } = await openCropArea({ file: await wide() });
    await button("Use this part").click();
    await vi.waitFor(() => expect(onCrop).toHaveBeenCalledOnce());
    expect(onCrop.mock.lastCall).toMatchObject([{ name: "map.png" }, null]);
  });

  test("a lying photo is cut as it is shown, upright", async () => {
    const photo = await loadFixture("exif-6.jpg");
    const shown = await readShown(photo);
    const { onCrop } = await openCropArea({ file: photo, ratio: 1 });
    await press("{Shift>}{ArrowRight>9/}{/Shift}");
    const area = readPreview(shown);
    expect(area).toEqual({ x: shown.width - 400, y: 0, width: 400, height: 400 });
    await button("Use this part").click();
    await vi.waitFor(() => expect(onCrop).toHaveBeenCalledOnce());
    expect(onCrop.mock.lastCall?.[1]).toMatchObject({ reasons: ["turned", "cropped"] });
  });

  test("an animated picture stands still, as it will be sent", async () => {
    const file = await loadFixture("animated.gif");
    await openCropArea({ file });
    const preview = document.querySelector<HTMLImageElement>("figure img");
    const shown = await (await fetch(preview?.src ?? "")).blob();
    expect(shown.type).toBe("image/png");
  });

  test("U08: a HEIC photo is shown and cut by the host's decoder", async () => {
    const plain = await loadFixture("plain.png");
    const decodeHeic = vi.fn(() => createImageBitmap(plain));
    const { onCrop } = await openCropArea({
      file: await loadFixture("header.heic"),
      decodeHeic,
      ratio: 1,
    });
    const preview = document.querySelector<HTMLImageElement>("figure img");
    const shown = await readShown(await (await fetch(preview?.src ?? "")).blob());
    expect(findDifference(shown, await readShown(plain))).toBe(0);
    await button("Use this part").click();
    await vi.waitFor(() => expect(onCrop).toHaveBeenCalledOnce());
    expect(onCrop.mock.lastCall?.[1]).toMatchObject({ to: { width: 400, height: 400 } });
  });
});

describe("what goes wrong", () => {
  test("a picture that cannot be read says so, and can be canceled", async () => {
    const { onCancel } = await openCropper({ file: await loadFixture("truncated.png") });
    await expect.element(page.getByRole("alert")).toHaveTextContent(/damaged or incomplete/);
    await expect.element(button("Use this part")).not.toBeInTheDocument();
    await expect.element(dialog()).toHaveAttribute("data-status", "failed");
    await button("Cancel").click();
    expect(onCancel).toHaveBeenCalledOnce();
  });

  test("a part that cannot be made says so, and the view stays as it is", async () => {
    const plain = await loadFixture("plain.png");
    const decodeHeic = vi
      .fn<(file: Blob) => Promise<ImageBitmap>>()
      .mockRejectedValue(new Error("The decoder has no memory left."))
      .mockImplementationOnce(() => createImageBitmap(plain))
      .mockImplementationOnce(() => createImageBitmap(plain));
    const { onCrop } = await openCropArea({
      file: await loadFixture("header.heic"),
      decodeHeic,
      ratio: 1,
    });
    await press("{Shift>}{ArrowRight}{/Shift}");
    const area = readPreview({ width: 640, height: 400 });
    await button("Use this part").click();
    await expect.element(page.getByRole("alert")).toHaveTextContent(/could not be made/);
    await expect.element(button("Use this part")).toHaveAccessibleDescription(/could not be made/);
    await expect.element(button("Use this part")).toHaveFocus();
    expect(readPreview({ width: 640, height: 400 })).toEqual(area);
    expect(onCrop).not.toHaveBeenCalled();
  });

  test("while it works it says so, takes no second press, and a canceled one is not handed on", async () => {
    const plain = await loadFixture("plain.png");
    let finish = () => {};
    const decodeHeic = vi.fn(() => createImageBitmap(plain));
    const { onCrop } = await openCropArea({ file: await loadFixture("header.heic"), decodeHeic });
    const before = decodeHeic.mock.calls.length;
    decodeHeic.mockImplementation(async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return createImageBitmap(plain);
    });
    await button("Use this part").click();
    await expect.element(button("Preparing…")).toHaveAttribute("aria-disabled", "true");
    (button("Preparing…").element() as HTMLElement).click();
    await vi.waitFor(() => expect(decodeHeic).toHaveBeenCalledTimes(before + 1));
    await button("Cancel").click();
    finish();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(onCrop).not.toHaveBeenCalled();
    expect(decodeHeic).toHaveBeenCalledTimes(before + 1);
  });
});

test("a decoder that hangs can be canceled, and holds no other picture up", async () => {
  const decodeHeic = () => new Promise<Blob>(() => {});
  const { change } = await openCropper({ file: await loadFixture("header.heic"), decodeHeic });
  await expect.element(page.getByText("Opening the picture…")).toBeVisible();
  await change({ file: await wide(), decodeHeic });
  await expect.element(cropArea()).toBeVisible();
  await change({ file: await loadFixture("header.heic"), decodeHeic });
  await button("Cancel").click();
  await expect.element(dialog()).not.toBeInTheDocument();
});

test("each picture starts anew, and every object URL is given back", async () => {
  const create = vi.spyOn(URL, "createObjectURL");
  const revoke = vi.spyOn(URL, "revokeObjectURL");
  const { change } = await openCropArea({ file: await wide(), ratio: 1 });
  await press("+{ArrowRight}");
  await change({ file: await drawMap(500, 500), ratio: 1 });
  await expect.element(size("500 × 500 px")).toBeVisible();
  await button("Cancel").click();
  await expect.element(dialog()).not.toBeInTheDocument();
  const made = create.mock.results.map(({ value }) => value);
  expect(made.length).toBeGreaterThanOrEqual(2);
  expect(new Set(revoke.mock.calls.flat())).toEqual(new Set(made));
});

test("the new size is said once the visitor changed something, and then rarely", async () => {
  await openCropArea({ file: await drawMap(900, 600) });
  const status = () => plainSpaces(dialog().element().querySelector("[role=status]")?.textContent);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(status()).toBe("");
  await press("+");
  await vi.waitFor(() => expect(status()).toBe("783 × 522 px"));
  await press("+++");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(status()).toBe("783 × 522 px");
});
