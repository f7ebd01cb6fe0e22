import { StrictMode, useRef, useState } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { FramePair, type FramePairProps, type FramePairValue } from "../../src/index.js";
import "../../src/styles/styles.css";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";
import { loadFixture } from "../support/pageFixtures.js";
import { drop, dropText } from "./support/drop.js";

type Props = Partial<Omit<FramePairProps, "value" | "areaRef">> & {
  start?: Partial<FramePairValue>;
};

let held: FramePairValue;

/** A host with a larger area around the pair, and a text field of its own in it. */
function Host({ start, ...props }: Props) {
  const [value, setValue] = useState({ startFrame: null, endFrame: null, ...start });
  const area = useRef<HTMLElement>(null);
  held = value;
  return (
    <section ref={area} data-testid="area">
      <FramePair {...props} value={value} onValueChange={setValue} areaRef={area} />
      <textarea aria-label="Words" />
    </section>
  );
}

const show = (props: Props = {}) =>
  render(
    <StrictMode>
      <Host {...props} />
      <input aria-label="Elsewhere" />
    </StrictMode>,
  );
const picture = (name: string, width = 640, height = 360) => createPicture(width, height, name);
const both = async () => ({ startFrame: await picture("a.jpg"), endFrame: await picture("b.jpg") });
const button = (name: string) => page.getByRole("button", { name, exact: true });
const area = () => page.getByTestId("area").element();
const tile = (name: string) =>
  page.getByLabelText(name, { exact: true }).element().closest(".kling-frame-tile") as HTMLElement;
const nameOf = (frame: FramePairValue["startFrame"]) =>
  frame instanceof File ? frame.name : frame;
const names = () => [nameOf(held.startFrame), nameOf(held.endFrame)];
const putCount = async () =>
  (await report()).requests.filter(({ operation }) => operation === "put").length;

/** A paste as the browser tells it, where the focus is. */
function paste(target: Element, files: readonly File[], text?: string): ClipboardEvent {
  const clipboardData = new DataTransfer();
  files.forEach((file) => clipboardData.items.add(file));
  if (text !== undefined) clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
}

beforeEach(() => command({ reset: true, defaults: {}, proxy: null }));

describe("two frames as one thought", () => {
  test("swap lets them change places, by key", async () => {
    await show({ start: await both() });
    (button("Swap frames").element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.poll(names).toEqual(["b.jpg", "a.jpg"]);
    await expect.element(button("Swap frames")).toHaveFocus();
  });

  test("a video can end where it begins, by key, and its picture is uploaded once", async () => {
    await show({ start: { startFrame: await picture("a.jpg") }, proxyUrl: proxyUrl() });
    (button("End with the start frame").element() as HTMLElement).focus();
    await userEvent.keyboard(" ");
    await expect.poll(names).toEqual(["a.jpg", "a.jpg"]);
    expect(held.endFrame).toBe(held.startFrame);
    await expect.element(page.getByText("End frame uploaded")).toBeInTheDocument();
    expect(await putCount()).toBe(1);
    await expect.element(button("Compare frames")).toHaveAttribute("aria-disabled", "true");
  });

  test("U17: removing one of two equal frames does not give up the other's upload", async () => {
    await command({ script: { upload: { put: [{ slowMs: 1500 }] } } });
    const same = await picture("a.jpg");
    await show({ start: { startFrame: same, endFrame: same }, proxyUrl: proxyUrl() });
    await expect.element(button("Cancel upload of End frame")).toBeVisible();
    await button("Remove End frame").click();
    await expect.element(page.getByText("Start frame uploaded")).toBeInTheDocument();
    expect(await putCount()).toBe(1);
  });

  test("a frame that is dragged onto the other changes places with it", async () => {
    await show({ start: await both() });
    await userEvent.dragAndDrop(tile("Start frame"), tile("End frame"));
    await expect.poll(names).toEqual(["b.jpg", "a.jpg"]);
  });

  test("a frame that is dragged onto an empty tile moves there", async () => {
    await show({ start: { startFrame: await picture("a.jpg") } });
    await userEvent.dragAndDrop(tile("Start frame"), tile("End frame"));
    await expect.poll(names).toEqual([null, "a.jpg"]);
  });

  test("a frame that is dragged with Ctrl is copied", async () => {
    await show({ start: await both() });
    const dataTransfer = new DataTransfer();
    const init = { bubbles: true, cancelable: true, dataTransfer, ctrlKey: true };
    tile("End frame").dispatchEvent(new DragEvent("dragstart", init));
    tile("Start frame").dispatchEvent(new DragEvent("dragover", init));
    tile("Start frame").dispatchEvent(new DragEvent("drop", init));
    await expect.poll(names).toEqual(["b.jpg", "b.jpg"]);
  });

  test("held, the button shows each frame in the place of the other, by key and by pointer", async () => {
    await show({ start: await both() });
    const compare = button("Compare frames").element() as HTMLElement;
    const shown = () =>
      ["Start frame", "End frame"].map((name) => tile(name).querySelector("img")?.alt);
    const swapped = ["b.jpg", "a.jpg"];

    compare.focus();
    await userEvent.keyboard("{ >}");
    await expect.poll(shown).toEqual(swapped);
    await userEvent.keyboard("{/ }");
    await expect.poll(shown).toEqual(["a.jpg", "b.jpg"]);

    const pointer = { bubbles: true, button: 0, pointerId: 1 };
    compare.setPointerCapture = () => {}; // there is no such pointer
    compare.dispatchEvent(new PointerEvent("pointerdown", pointer));
    await expect.poll(shown).toEqual(swapped);
    compare.dispatchEvent(new PointerEvent("pointerup", pointer));
    await expect.poll(shown).toEqual(["a.jpg", "b.jpg"]);

    compare.click(); // as an assistive tool does, which cannot hold
    await expect.poll(shown).toEqual(swapped);
    expect(compare.getAttribute("aria-pressed")).toBe("true");
    expect(names(), "nothing has changed").toEqual(["a.jpg", "b.jpg"]);
  });

  test("U20: an end frame of another shape can be cropped to that of the start frame", async () => {
    const start = {
      startFrame: await picture("a.jpg"),
      endFrame: await picture("tall.jpg", 800, 1000),
    };
    await show({ start });
    await expect.element(page.getByText("Not the shape of the start frame.")).toBeVisible();
    await button("Crop to match").click();
    await expect.element(page.getByRole("dialog", { name: "Crop End frame" })).toBeVisible();
    const use = page.getByRole("button", { name: "Use this part" });
    await expect.element(use).not.toHaveAttribute("aria-disabled", "true");
    await use.click();
    await expect
      .element(page.getByText("Not the shape of the start frame."))
      .not.toBeInTheDocument();
    const { width, height } = await createImageBitmap(held.endFrame as File);
    expect(width / height).toBeCloseTo(640 / 360, 1);
  });
});

describe("U12: what is dropped or pasted beside the tiles", () => {
  test("fills the first empty tile", async () => {
    await show({ start: { startFrame: await picture("a.jpg") } });
    const event = await drop(area(), [await picture("b.jpg")]);
    await expect.poll(names).toEqual(["a.jpg", "b.jpg"]);
    expect(event.defaultPrevented, "the page does not navigate away").toBe(true);
  });

  test("two pictures fill both tiles, and the rest is named", async () => {
    await show();
    const files = await Promise.all(["a.jpg", "b.jpg", "c.jpg"].map((name) => picture(name)));
    await drop(area(), [new File(["words"], "notes.txt"), ...files]);
    await expect.poll(names).toEqual(["a.jpg", "b.jpg"]);
    await expect.element(page.getByText("Not taken: notes.txt.")).toBeVisible();
    await expect.element(page.getByText("Not taken: c.jpg.")).toBeVisible();
  });

  test("changes nothing where both are filled, and says so", async () => {
    await show({ start: await both() });
    await drop(area(), [await picture("c.jpg")]);
    await expect.element(page.getByText(/Both frames are filled/)).toBeVisible();
    expect(names()).toEqual(["a.jpg", "b.jpg"]);
    await drop(tile("End frame"), [await picture("c.jpg")]);
    await expect.poll(names).toEqual(["a.jpg", "c.jpg"]);
  });

  test("a picture that is pasted while the focus is in the area is taken", async () => {
    await show();
    const words = page.getByLabelText("Words").element();
    expect(paste(words, [await picture("a.jpg")]).defaultPrevented).toBe(true);
    await expect.poll(names).toEqual(["a.jpg", null]);
  });

  test("a host's own paste is never taken: text with a picture of it, or elsewhere", async () => {
    await show();
    const file = await picture("a.jpg");
    const words = page.getByLabelText("Words").element();
    expect(paste(words, [file], "A table, and its picture").defaultPrevented).toBe(false);
    const elsewhere = page.getByLabelText("Elsewhere").element();
    expect(paste(elsewhere, [file]).defaultPrevented).toBe(false);
    expect(paste(document.body, [file]).defaultPrevented).toBe(false);
    expect(names()).toEqual([null, null]);
  });

  test("what a host takes itself is left alone", async () => {
    await show();
    const words = page.getByLabelText("Words").element();
    const take = vi.fn((event: Event) => event.preventDefault());
    words.addEventListener("drop", take);
    await drop(words, [await picture("a.jpg")]);
    expect(take).toHaveBeenCalledOnce();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(names()).toEqual([null, null]);
  });

  test("text that is dropped beside the tiles is the host's", async () => {
    await show();
    expect((await dropText(area(), "words")).defaultPrevented).toBe(false);
    expect(names()).toEqual([null, null]);
  });

  test("nothing is taken while the pair is off", async () => {
    await show({ isDisabled: true });
    await drop(area(), [await picture("a.jpg")]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(names()).toEqual([null, null]);
  });

  test("a tile that is filled by hand meanwhile keeps what it has", async () => {
    let end: (picture: Blob) => void = () => {};
    await show({ decodeHeic: () => new Promise<Blob>((resolve) => (end = resolve)) });
    await drop(area(), [await loadFixture("header.heic"), await picture("dropped.jpg")]);
    await drop(tile("End frame"), [await picture("mine.jpg")]);
    await expect.poll(names).toEqual([null, "mine.jpg"]);
    end(await picture("decoded.jpg"));
    await expect.poll(names).toEqual(["decoded.jpg", "mine.jpg"]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(names()).toEqual(["decoded.jpg", "mine.jpg"]);
  });

  test("a link that is dropped beside the tiles does not replace the page", async () => {
    await show();
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/uri-list", "https://pictures.example/");
    const init = { bubbles: true, cancelable: true, composed: true, dataTransfer };
    const onArea = new DragEvent("drop", init);
    area().dispatchEvent(onArea);
    expect(onArea.defaultPrevented).toBe(true);
    const onText = new DragEvent("drop", init);
    page.getByLabelText("Words").element().dispatchEvent(onText);
    expect(onText.defaultPrevented, "a text field takes links").toBe(false);
  });

  test("a pair that is off does not say that it is full", async () => {
    await show({ isDisabled: true });
    await drop(area(), [await picture("a.jpg")]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(page.getByText(/Both frames are filled/).query()).toBeNull();
  });
});

describe("the focus", () => {
  test("stays at the tile when a picture comes while a small button has it", async () => {
    await show();
    const link = page.getByRole("button", { name: "Use an address for Start frame" });
    (link.element() as HTMLElement).focus();
    paste(link.element(), [await picture("a.jpg")]);
    await expect.poll(names).toEqual(["a.jpg", null]);
    await expect.element(page.getByLabelText("Start frame", { exact: true })).toHaveFocus();
  });

  test("is not taken by an address field that was left open", async () => {
    await show({ start: { startFrame: await picture("a.jpg") } });
    await page.getByRole("button", { name: "Use an address for End frame" }).click();
    const swap = button("Swap frames");
    await swap.click();
    await expect.poll(names).toEqual([null, "a.jpg"]);
    await swap.click();
    await expect.poll(names).toEqual(["a.jpg", null]);
    await expect.element(swap).toHaveFocus();
  });

  test.each(["Start frame", "End frame"])(
    "at 320 px, the address of the %s has the room of both",
    async (label) => {
      await page.viewport(320, 700);
      await show();
      await page.getByRole("button", { name: `Use an address for ${label}` }).click();
      const field = page.getByRole("textbox", { name: `Address for ${label}` }).element();
      const [box, pair] = [field, field.closest(".kling-frame-pair")].map((part) =>
        part?.getBoundingClientRect(),
      );
      expect(box?.width).toBeGreaterThan(240);
      expect(box?.left).toBeGreaterThanOrEqual(pair?.left ?? Infinity);
      expect(box?.right).toBeLessThanOrEqual(pair?.right ?? 0);
    },
  );

  test("every control is at least 24 px high and wide", async () => {
    await show({ start: { startFrame: await picture("a.jpg") }, capture: "environment" });
    const controls = [...document.querySelectorAll(".kling-frame-pair button")].filter(
      (control) => control.getClientRects().length > 0,
    );
    expect(controls.length).toBeGreaterThanOrEqual(5);
    for (const control of controls) {
      const { width, height } = control.getBoundingClientRect();
      expect(Math.min(width, height), control.textContent).toBeGreaterThanOrEqual(24);
    }
  });
});
