import { StrictMode, useState, type ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { page, server, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  createFalTransport,
  FrameUploader,
  KlingVideoError,
  type Frame,
  type FrameUploaderProps,
} from "../../src/index.js";
import "../../src/styles/styles.css";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";
import { loadFixture } from "../support/pageFixtures.js";
import { drop, dropFromDisk, dropText } from "./support/drop.js";
import { servePictures, stopServingPictures } from "./support/servePictures.js";

type Props = Partial<Omit<FrameUploaderProps, "value">> & { start?: Frame };

/** A host that keeps the value, as every host does. */
function Host({ start = null, onValueChange, ...props }: Props) {
  const [value, setValue] = useState(start);
  return (
    <FrameUploader
      label="Start frame"
      {...props}
      value={value}
      onValueChange={(next) => {
        onValueChange?.(next);
        setValue(next);
      }}
    />
  );
}

/** As patient as `expect.element` is. */
const WAIT = { timeout: 15_000 };

const show = (ui: ReactNode) => render(<StrictMode>{ui}</StrictMode>);
const picture = (name = "boat.jpg") => createPicture(640, 360, name);
const makeText = (name = "notes.txt", type = "text/plain") =>
  new File(["Only words."], name, { type });

const input = () => page.getByLabelText("Start frame").element() as HTMLInputElement;
const frame = () => document.querySelector(".kling-frame") as HTMLElement;
const tile = () => document.querySelector(".kling-frame-tile") as HTMLElement;
const remove = () => page.getByRole("button", { name: "Remove Start frame" });

test("R02: a picture that is picked before the page is hydrated is taken", async () => {
  const onValueChange = vi.fn();
  const app = (
    <StrictMode>
      <Host onValueChange={onValueChange} />
    </StrictMode>
  );
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = renderToString(app);
  await userEvent.upload(input(), await picture("early.jpg"));
  const root = hydrateRoot(container, app);
  onTestFinished(() => {
    root.unmount();
    container.remove();
  });
  await expect.poll(() => onValueChange.mock.calls.length, WAIT).toBeGreaterThan(0);
  expect(onValueChange).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ name: "early.jpg" }),
  );
  await expect.element(remove()).toBeVisible();
});

describe("names and keys", () => {
  test("the file input is named by its label and described by what the frame should be", async () => {
    await show(<Host isRequired />);
    expect(input().type).toBe("file");
    expect(input().accept).toBe("image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp");
    await expect.element(input()).toHaveAccessibleName("Start frame");
    await expect.element(input()).toHaveAccessibleDescription("JPG, PNG, WebP, AVIF, GIF or BMP");
    await expect.element(frame()).toHaveAttribute("data-status", "empty");
  });

  test("Tab reaches the tile, shows that, and Space opens the file dialog", async () => {
    await show(<Host />);
    const opened = vi.fn((event: Event) => event.preventDefault());
    input().addEventListener("click", opened);
    await userEvent.keyboard("{Tab}");
    expect(document.activeElement).toBe(input());
    const ring = document.querySelector(".kling-ring") as HTMLElement;
    expect(getComputedStyle(ring).outlineStyle).toBe("solid");
    await userEvent.keyboard(" ");
    expect(opened).toHaveBeenCalledOnce();
    expect(input().getAttribute("style")).toBeNull();
  });

  test("a click anywhere on the tile meets the file input, filled or not", async () => {
    await show(<Host start={await picture()} />);
    const { left, top, width, height } = tile().getBoundingClientRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(input());
  });

  test("a disabled frame takes no drop and cannot be removed", async () => {
    const onValueChange = vi.fn();
    await show(<Host isDisabled start={await picture()} onValueChange={onValueChange} />);
    expect(input().disabled).toBe(true);
    expect(remove().query()).toBeNull();
    const event = await drop(tile(), [await picture("new.jpg")]);
    expect(event.defaultPrevented, "the page stays").toBe(true);
    await settle();
    expect(onValueChange).not.toHaveBeenCalled();
  });
});

describe("picking", () => {
  test("a picked picture is handed on, shown, and told by the input", async () => {
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} tag="Start" />);
    await userEvent.upload(input(), await picture("boat.jpg"));
    await expect.element(page.getByRole("img", { name: "boat.jpg" })).toBeVisible();
    await expect.element(page.getByText("Start", { exact: true })).toBeVisible();
    expect(onValueChange).toHaveBeenCalledOnce();
    expect(input().files?.[0]?.name).toBe("boat.jpg");
    await expect.element(input()).toHaveAccessibleDescription("boat.jpg");
    await expect.element(frame()).toHaveAttribute("data-status", "ready");
  });

  test("a text under a picture's name is refused in words, and the picture before stays", async () => {
    const [onValueChange, onReject] = [vi.fn(), vi.fn()];
    await show(<Host start={await picture()} {...{ onValueChange, onReject }} />);
    await userEvent.upload(input(), makeText("holiday.jpg", "image/jpeg"));
    await expect
      .element(page.getByRole("alert"))
      .toHaveTextContent(
        "This file is a text document. Pick a picture: JPEG, PNG, WebP, AVIF, GIF or BMP.",
      );
    expect(onReject.mock.lastCall).toMatchObject([{ code: "frame-type" }, { name: "holiday.jpg" }]);
    expect(onValueChange).not.toHaveBeenCalled();
    await expect.element(page.getByRole("img", { name: "boat.jpg" })).toBeVisible();
    await expect.element(input()).toHaveAccessibleDescription(/a text document/);
    await expect.element(input()).not.toHaveAttribute("aria-invalid");
    // It tells of no file that is not held.
    await expect.poll(() => input().files?.length, WAIT).toBe(0);
  });

  test("a picture that is cut off in the middle is refused", async () => {
    const whole = await createPicture(900, 900, "cut.png");
    await show(<Host />);
    await drop(tile(), [new File([whole.slice(0, whole.size / 2)], "cut.png")]);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/damaged or incomplete/);
    await expect.element(input()).toHaveAttribute("aria-invalid", "true");
  });

  test("a picture without a type or an ending is taken: its bytes decide", async () => {
    await show(<Host />);
    await drop(tile(), [new File([await picture()], "scan")]);
    await expect.element(page.getByRole("img", { name: "scan" })).toBeVisible();
  });

  test("the same refused file twice is said twice", async () => {
    await show(<Host />);
    await userEvent.upload(input(), makeText());
    const first = await page.getByRole("alert").findElement();
    await userEvent.upload(input(), makeText());
    await expect.poll(() => first.isConnected).toBe(false);
    await expect.element(page.getByRole("alert")).toBeVisible();
  });

  test("the newest pick wins, even if an older one is read for longer", async () => {
    const slow = await createPicture(5000, 5000, "slow.png");
    const quick = await picture("quick.jpg");
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await drop(tile(), [slow]);
    await drop(tile(), [quick]);
    await expect.element(page.getByRole("img", { name: "quick.jpg" })).toBeVisible();
    await createImageBitmap(slow); // by now the older one has been read, too
    await settle();
    expect(onValueChange.mock.calls.map(([file]) => file.name)).toEqual(["quick.jpg"]);
  });

  test("an older pick does not come back when the newest is refused", async () => {
    const slow = await createPicture(5000, 5000, "slow.jpg");
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await drop(tile(), [slow]);
    await drop(tile(), [makeText()]);
    await expect.element(page.getByRole("alert")).toBeVisible();
    await createImageBitmap(slow);
    await settle();
    expect(onValueChange).not.toHaveBeenCalled();
    await expect.element(page.getByRole("alert")).toBeVisible();
  });

  test("a picture that the host sets meanwhile is not replaced by an older pick", async () => {
    const [slow, newer] = [await createPicture(5000, 5000, "slow.png"), await picture("newer.jpg")];
    const onValueChange = vi.fn();
    const part = (value: Frame) => (
      <FrameUploader label="Start frame" value={value} onValueChange={onValueChange} />
    );
    const screen = await show(part(null));
    await drop(tile(), [slow]);
    await expect.element(frame()).toHaveAttribute("data-status", "checking");
    await screen.rerender(<StrictMode>{part(newer)}</StrictMode>);
    await createImageBitmap(slow);
    await settle();
    expect(onValueChange).not.toHaveBeenCalled();
    await expect.element(frame()).toHaveAttribute("data-status", "ready");
  });

  test("removing empties the tile and keeps the focus on it", async () => {
    const onValueChange = vi.fn();
    await show(<Host start={await picture()} onValueChange={onValueChange} />);
    await userEvent.keyboard("{Tab}{Tab}");
    await expect.element(remove()).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    expect(onValueChange).toHaveBeenCalledExactlyOnceWith(null);
    await expect.element(frame()).toHaveAttribute("data-status", "empty");
    expect(document.activeElement).toBe(input());
    expect(input().files).toHaveLength(0);
  });

  test("an error from outside is tied to the input", async () => {
    const error = new KlingVideoError({
      code: "frame-required",
      charged: "no",
      field: "image_url",
    });
    await show(<Host error={error} />);
    await expect.element(input()).toHaveAttribute("aria-invalid", "true");
    await expect.element(input()).toHaveAccessibleDescription(/There is no start frame yet/);
    await expect.element(page.getByRole("alert")).toBeVisible();
  });

  test("object URLs are given back when the picture goes", async () => {
    const made = vi.spyOn(URL, "createObjectURL");
    const revoked = vi.spyOn(URL, "revokeObjectURL");
    const screen = await show(<Host start={await picture()} />);
    await userEvent.upload(input(), await picture("other.jpg"));
    await expect.element(page.getByRole("img", { name: "other.jpg" })).toBeVisible();
    await screen.unmount();
    expect(made.mock.calls.length).toBeGreaterThan(1);
    expect(new Set(revoked.mock.calls.flat())).toEqual(
      new Set(made.mock.results.map(({ value }) => value)),
    );
    vi.restoreAllMocks();
  });
});

describe("dropping", () => {
  test("a dropped picture replaces the one before", async () => {
    await show(<Host start={await picture()} />);
    await drop(tile(), [await picture("new.png")]);
    await expect.element(page.getByRole("img", { name: "new.png" })).toBeVisible();
  });

  test("a file held over the tile is welcomed", async () => {
    await show(<Host />);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(await picture());
    tile().dispatchEvent(new DragEvent("dragenter", { bubbles: true, dataTransfer }));
    await expect.element(frame()).toHaveAttribute("data-dragging");
    await expect.element(page.getByText("Drop it here")).toBeVisible();
    tile().dispatchEvent(new DragEvent("dragleave", { bubbles: true, dataTransfer }));
    await expect.element(frame()).not.toHaveAttribute("data-dragging");
  });

  test("of several files the first good one is taken, and the rest are named", async () => {
    const onReject = vi.fn();
    await show(<Host onReject={onReject} />);
    const more = ["c.jpg", "d.jpg", "e.jpg"].map((name) => picture(name));
    await drop(tile(), [makeText("a.txt"), await picture("b.jpg"), ...(await Promise.all(more))]);
    await expect.element(page.getByRole("img", { name: "b.jpg" })).toBeVisible();
    await expect
      .element(page.getByText("Not taken: a.txt, c.jpg, d.jpg and 1 more."))
      .toBeVisible();
    expect(page.getByRole("alert").query()).toBeNull();
    expect(onReject).toHaveBeenCalledOnce();
  });

  test("a picture from the disk is taken, and a folder is refused and not read", async () => {
    const onReject = vi.fn();
    await show(<Host onReject={onReject} />);
    await dropFromDisk(tile(), `${server.config.root}/stories/assets/street.jpg`);
    await expect.element(page.getByRole("img", { name: "street.jpg" })).toBeVisible();
    await dropFromDisk(tile(), `${server.config.root}/stories/assets`);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/This file is a folder/);
    expect(onReject).toHaveBeenCalledOnce();
    await expect.element(page.getByRole("img", { name: "street.jpg" })).toBeVisible();
  });

  test("text that is dropped is answered, not taken", async () => {
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await dropText(tile(), "A boat, and the sea behind it");
    await expect.element(page.getByText("Only a picture file can be dropped here.")).toBeVisible();
    expect(onValueChange).not.toHaveBeenCalled();
  });

  test("a pasted picture is taken", async () => {
    await show(<Host />);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(await picture("screenshot.png"));
    input().dispatchEvent(new ClipboardEvent("paste", { bubbles: true, clipboardData }));
    await expect.element(page.getByRole("img", { name: "screenshot.png" })).toBeVisible();
  });

  test("a file dropped beside the tile does not replace the page; other drops are left alone", async () => {
    await show(
      <>
        <Host />
        <textarea aria-label="Host's own" />
        <input type="file" aria-label="Host's file" />
      </>,
    );
    const beside = document.body;
    const theirs = page.getByLabelText("Host's own").element();
    const theirFile = page.getByLabelText("Host's file").element();
    expect((await drop(beside, [await picture()])).defaultPrevented).toBe(true);
    expect((await dropText(theirs, "words")).defaultPrevented).toBe(false);
    expect((await drop(theirFile, [await picture()])).defaultPrevented).toBe(false);
  });
});

describe("addresses", () => {
  afterEach(stopServingPictures);

  test("the picture of a public address is shown without a referrer", async () => {
    await servePictures(await picture());
    await show(<Host start="https://pictures.example/street.jpg" />);
    const image = document.querySelector("img");
    expect(image?.referrerPolicy).toBe("no-referrer");
    expect(image?.alt).toBe("Picture from pictures.example");
  });

  test("an address of this page's own origin is shown", async () => {
    const { href } = new URL("../fixtures/plain.jpg", import.meta.url);
    await show(<Host start={href} />);
    expect(document.querySelector("img")?.getAttribute("src")).toBe(href);
  });

  test.each([
    "http://169.254.169.254/latest",
    "https://10.0.0.1/x.png",
    "https://user:secret@pictures.example/x.png",
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
    "//pictures.example/x.png",
    "file:///etc/passwd",
  ])("%s is never fetched", async (address) => {
    await show(<Host start={address} />);
    expect(document.querySelector("img"), "at first sight, before it could fail").toBeNull();
    await expect.element(page.getByText("No preview")).toBeVisible();
  });
});

describe("uploading", () => {
  beforeEach(() => command({ reset: true }));

  test("a picked picture uploads by itself, once", async () => {
    await show(<Host proxyUrl={proxyUrl()} />);
    await userEvent.upload(input(), await picture());
    await expect.element(frame()).toHaveAttribute("data-status", "uploaded");
    await expect.element(page.getByText("Start frame uploaded")).toBeInTheDocument();
    expect(await puts()).toBe(1);
  });

  test("A03: a screen reader hears of an upload at most once in 5 seconds", async () => {
    await command({ script: { upload: { put: [{ slowMs: 1500 }] } } });
    const { container } = await show(<Host proxyUrl={proxyUrl()} />);
    const heard = listen(container);
    // Much to tell in a moment: another format, the upload, and its end.
    await userEvent.upload(input(), await loadFixture("animated.gif"));
    await expect.element(frame(), WAIT).toHaveAttribute("data-status", "uploaded");
    await expect.element(page.getByText("Start frame uploaded"), WAIT).toBeInTheDocument();

    expect(heard.map(({ text }) => text)).toEqual([
      expect.stringContaining("Only the first picture of the animation is sent."),
      expect.stringContaining("Start frame uploaded"),
    ]);
    // A clock that is read a little late is no second message.
    for (const [nth, { at }] of heard.entries())
      expect(at - (heard[nth - 1]?.at ?? -Infinity)).toBeGreaterThan(4_500);
  }, 30_000);

  test("an upload can be canceled and started again, and the focus is never lost", async () => {
    await command({ script: { upload: { put: ["blackhole"] } } });
    await show(<Host proxyUrl={proxyUrl()} start={await picture()} />);
    const cancel = page.getByRole("button", { name: "Cancel upload of Start frame" });
    await expect.element(page.getByRole("progressbar")).toBeInTheDocument();
    await vi.waitFor(async () => expect(await puts()).toBe(1), { timeout: 5_000 });
    (cancel.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");

    const retry = page.getByRole("button", { name: "Retry upload of Start frame" });
    await expect.element(retry).toBeVisible();
    await expect.element(page.getByText(/The upload was canceled/)).toBeVisible();
    expect(page.getByRole("alert").query(), "the visitor wanted it").toBeNull();
    expect(document.activeElement).toBe(input());

    await retry.click();
    await expect.element(frame()).toHaveAttribute("data-status", "uploaded");
    expect(document.activeElement).toBe(input());
  });

  test("an upload that fails says so and can be tried again", async () => {
    await command({ defaults: { upload: { put: 500 } } });
    await show(<Host proxyUrl={proxyUrl()} start={await picture()} />);
    const alert = page.getByRole("alert");
    await expect.element(alert, { timeout: 20_000 }).toHaveTextContent(/could not be uploaded/);
    await expect.element(input()).toHaveAttribute("aria-invalid", "true");
    await command({ defaults: {} });
    await page.getByRole("button", { name: "Retry upload of Start frame" }).click();
    await expect.element(frame(), { timeout: 20_000 }).toHaveAttribute("data-status", "uploaded");
    expect(alert.query()).toBeNull();
  }, 45_000);

  test("a picture that is replaced while it uploads gives way to the new one", async () => {
    await command({ script: { upload: { put: ["blackhole"] } } });
    await show(<Host proxyUrl={proxyUrl()} start={await picture("old.jpg")} />);
    await expect
      .element(page.getByRole("button", { name: "Cancel upload of Start frame" }))
      .toBeVisible();
    await drop(tile(), [await picture("new.jpg")]);
    await expect.element(page.getByRole("img", { name: "new.jpg" })).toBeVisible();
    await expect.element(frame()).toHaveAttribute("data-status", "uploaded");
    expect(page.getByRole("alert").query()).toBeNull();
  });

  test("without a way to fal the picture just stands there", async () => {
    await show(<Host start={await picture()} />);
    await settle();
    await expect.element(frame()).toHaveAttribute("data-status", "ready");
  });
});

async function puts(): Promise<number> {
  const { requests } = await report();
  return requests.filter(({ operation }) => operation === "put").length;
}

/** Notes each message of the live regions: a text that comes or changes. */
function listen(container: HTMLElement): { text: string; at: number }[] {
  const heard: { text: string; at: number }[] = [];
  const regions = "[aria-live], [role=status], [role=log]";
  new MutationObserver((changes) => {
    const changed = changes.map(({ target }) =>
      (target instanceof Element ? target : target.parentElement)?.closest(regions),
    );
    for (const region of new Set(changed)) {
      const text = region?.textContent;
      if (text) heard.push({ text, at: performance.now() });
    }
  }).observe(container, { subtree: true, childList: true, characterData: true });
  return heard;
}

/** Long enough for everything that is under way in the page to end. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}

describe("an address", () => {
  const open = () => page.getByRole("button", { name: "Use an address for Start frame" }).click();
  const field = () => page.getByRole("textbox", { name: "Address for Start frame" });

  afterEach(stopServingPictures);

  test("is typed, checked, measured and taken; Enter sends no form of the host's", async () => {
    const asked = await servePictures(await picture());
    const [onSubmit, onValueChange] = [vi.fn((event) => event.preventDefault()), vi.fn()];
    await show(
      <form onSubmit={onSubmit}>
        <Host onValueChange={onValueChange} />
      </form>,
    );
    await open();
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard("https://pictures.example/boat.jpg{Enter}");
    await expect.element(frame()).toHaveAttribute("data-status", "ready");
    expect(onValueChange.mock.calls).toEqual([["https://pictures.example/boat.jpg"]]);
    expect(onSubmit).not.toHaveBeenCalled();
    await expect.element(input()).toHaveFocus();
    expect(new Set(asked)).toEqual(new Set(["https://pictures.example/boat.jpg"]));
  });

  test.each([
    ["U14", "javascript:alert(1)", /not a public https address/],
    ["U16", "http://pictures.example/boat.jpg", /not a public https address/],
    ["U15", "https://192.168.0.7/camera.jpg", /inside a private network/],
    ["U15", "https://user:secret@pictures.example/boat.jpg", /a user name or a password/],
  ])("%s: %s is refused before anything is fetched", async (_, url, sentence) => {
    const asked = await servePictures(await picture());
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await open();
    await field().fill(url);
    await page.getByRole("button", { name: "Use this address for Start frame" }).click();
    await expect.element(page.getByRole("alert")).toHaveTextContent(sentence);
    await expect.element(field()).toHaveAccessibleDescription(sentence);
    await expect.element(field()).toHaveFocus();
    await expect.element(field()).toHaveValue(url);
    expect(document.querySelector("img")).toBeNull();
    expect(onValueChange).not.toHaveBeenCalled();
    expect(asked).toEqual([]);
  });

  test("U16: of a picture that this page may not load is taken, with a warning", async () => {
    await servePictures(null);
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await open();
    await field().fill("https://pictures.example/protected.jpg");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText(/No preview here/)).toBeVisible();
    expect(onValueChange).toHaveBeenCalledOnce();
  });

  test("U05: of a picture that is too small is refused", async () => {
    await servePictures(await createPicture(640, 299));
    await show(<Host />);
    await open();
    await field().fill("https://pictures.example/small.jpg");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("alert")).toHaveTextContent("640 × 299 px");
  });

  test.each([
    ["U07", "animated.gif", /At this address is a GIF/],
    ["U09", "plain.svg", /At this address is an SVG drawing/],
    ["U02", "web-page.png", /At this address is a web page/],
    ["U06", "ratio-2510x1000.png", /too narrow or too wide/],
  ])("%s: of what is read to be no frame (%s) is refused", async (_, name, sentence) => {
    await servePictures(await loadFixture(name), { isReadable: true });
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await open();
    await field().fill(`https://pictures.example/read-${name}`);
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("alert")).toHaveTextContent(sentence);
    expect(onValueChange).not.toHaveBeenCalled();
    expect(document.querySelector("img")).toBeNull();
  });

  test("of a picture that can be read is taken", async () => {
    await servePictures(await picture(), { isReadable: true });
    await show(<Host />);
    await open();
    await field().fill("https://pictures.example/readable.jpg");
    await userEvent.keyboard("{Enter}");
    await expect.element(frame()).toHaveAttribute("data-status", "ready");
    expect(page.getByText(/No preview here/).query()).toBeNull();
  });

  test("is given up by Escape, and the focus goes back to the tile", async () => {
    await show(<Host />);
    await open();
    await userEvent.keyboard("https://pic{Escape}");
    await expect.element(field()).not.toBeInTheDocument();
    await expect.element(input()).toHaveFocus();
  });

  test("can be pasted on the tile or dragged onto it", async () => {
    await servePictures(await picture());
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "https://pictures.example/boat.jpg");
    input().dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
    await vi.waitFor(() => expect(onValueChange).toHaveBeenCalledOnce(), WAIT);
    await dropText(tile(), "https://pictures.example/other.jpg");
    await vi.waitFor(() => expect(onValueChange).toHaveBeenCalledTimes(2), WAIT);
    expect(onValueChange.mock.lastCall).toEqual(["https://pictures.example/other.jpg"]);
  });
});

describe("what is mended is told", () => {
  test.each([
    ["U08", "lossy.webp", "Converted to JPEG."],
    ["U07", "animated.gif", "Converted to PNG. Only the first picture of the animation is sent."],
    ["U10", "transparent.png", "Transparent parts are filled."],
  ])("%s: %s", async (_, name, words) => {
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await drop(tile(), [await loadFixture(name)]);
    await expect.element(page.getByText(words)).toBeVisible();
    const [sent] = onValueChange.mock.lastCall as [File];
    expect(["image/jpeg", "image/png"]).toContain(sent.type);
    // What is shown is what is sent.
    const shown = page.getByRole("img", { name: sent.name }).element() as HTMLImageElement;
    const bytes = await (await fetch(shown.src)).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(new Uint8Array(await sent.arrayBuffer()));
  });

  test("U04: one byte too many is mended, and the numbers are told", async () => {
    const small = await createPicture();
    const large = new File([small, new Uint8Array(10_000_001 - small.size)], "large.jpg");
    await show(<Host />);
    await drop(tile(), [large]);
    await expect.element(page.getByText(/^640\s×\s360, 10\sMB → [\d.]+\skB\.$/)).toBeVisible();
  });

  test("U06: a picture of a wrong shape is refused, and can be cropped", async () => {
    const onValueChange = vi.fn();
    await show(<Host onValueChange={onValueChange} />);
    await drop(tile(), [await loadFixture("ratio-2510x1000.png")]);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/too narrow or too wide/);
    await page.getByRole("button", { name: "Crop Start frame" }).click();
    await page.getByRole("button", { name: "Use this part" }).click();
    await vi.waitFor(() => expect(onValueChange).toHaveBeenCalledOnce(), WAIT);
    const [cropped] = onValueChange.mock.lastCall as [File];
    const { width, height } = await createImageBitmap(cropped);
    expect(width / height).toBeLessThanOrEqual(2.5);
    await expect.element(page.getByText(/^2510\s×\s1000, .* → /)).toBeVisible();
    await expect.element(input()).toHaveFocus();
  });

  test("U08: a HEIC photo is refused in words, or read by the host's decoder", async () => {
    const photo = await loadFixture("header.heic");
    const screen = await show(<Host />);
    expect(input().accept).not.toContain("heic");
    await drop(tile(), [photo]);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/HEIC photo/);
    await screen.unmount();

    const decodeHeic = vi.fn(() => createPicture(640, 400));
    await show(<Host decodeHeic={decodeHeic} />);
    expect(input().accept).toContain("image/heic,.heic");
    await drop(tile(), [photo]);
    await expect.element(page.getByText("Converted to JPEG.")).toBeVisible();
    expect(decodeHeic).toHaveBeenCalledOnce();
  });
});

test("a host's own file of a wrong shape can be cropped, too", async () => {
  const wide = await createPicture(1200, 400, "wide.jpg");
  await show(<Host proxyUrl={proxyUrl()} start={wide} />);
  await expect.element(page.getByRole("alert")).toHaveTextContent(/too narrow or too wide/);
  await page.getByRole("button", { name: "Crop Start frame" }).click();
  await page.getByRole("button", { name: "Use this part" }).click();
  await expect.element(frame()).toHaveAttribute("data-status", "uploaded");
});

test("a host's own file of another format is uploaded as a frame", async () => {
  await show(<Host proxyUrl={proxyUrl()} start={await loadFixture("lossy.webp")} />);
  await expect.element(frame()).toHaveAttribute("data-status", "uploaded");
});

test("a blob of the page's own making is shown and uploaded", async () => {
  const blob = new Blob([await picture()]);
  await show(
    <FrameUploader
      label="Start frame"
      value={blob}
      onValueChange={() => {}}
      proxyUrl={proxyUrl()}
    />,
  );
  await expect.element(frame()).toHaveAttribute("data-status", "uploaded");
  await expect.element(page.getByRole("img")).toBeVisible();
});

test("a phone gets a button for its camera, and a photo is checked as any picture", async () => {
  const onValueChange = vi.fn();
  await show(<Host capture="environment" onValueChange={onValueChange} />);
  const camera = document.querySelector("input[capture]") as HTMLInputElement;
  expect(camera.getAttribute("capture")).toBe("environment");
  expect(camera.accept).toBe("image/*");
  await userEvent.upload(camera, await picture("photo.jpg"));
  await vi.waitFor(() => expect(onValueChange).toHaveBeenCalledOnce(), WAIT);
  await expect.element(page.getByRole("img", { name: "photo.jpg" })).toBeVisible();
});

test("an address of a proxy on another origin is shown where only the tile knows the proxy", async () => {
  const url = await createFalTransport({ proxyUrl: proxyUrl() }).upload(await picture());
  await show(<Host start={url} proxyUrl={proxyUrl()} />);
  expect(document.querySelector("img")?.getAttribute("src")).toBe(url);
});

test("a tile that is off takes no address", async () => {
  const onValueChange = vi.fn();
  const screen = await show(<Host onValueChange={onValueChange} />);
  await page.getByRole("button", { name: "Use an address for Start frame" }).click();
  await screen.rerender(
    <StrictMode>
      <Host onValueChange={onValueChange} isDisabled />
    </StrictMode>,
  );
  expect(page.getByRole("textbox").query()).toBeNull();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", "https://pictures.example/boat.jpg");
  tile().dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  await settle();
  expect(onValueChange).not.toHaveBeenCalled();
});
