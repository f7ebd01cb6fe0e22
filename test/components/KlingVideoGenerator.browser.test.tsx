import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { KlingVideoGenerator, type KlingVideoGeneratorProps } from "../../src/index.js";
import "../../src/styles/styles.css";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";
import { loadFixture } from "../support/pageFixtures.js";
import { drop } from "./support/drop.js";

const PROMPT = "A paper boat drifts down a rain-soaked street";

let slot = 0;
const ui = (props: KlingVideoGeneratorProps = {}) => (
  <StrictMode>
    <KlingVideoGenerator proxyUrl={proxyUrl()} slot={`test-${slot}`} {...props} />
  </StrictMode>
);
/** A widget that can be sent as it is. */
const showFilled = async (props: KlingVideoGeneratorProps = {}) =>
  render(
    ui({ defaultPrompt: PROMPT, defaultInput: { image_url: await createPicture() }, ...props }),
  );

const widget = () => page.getByRole("region", { name: "Make a video" }).element() as HTMLElement;
const generate = () => page.getByRole("button", { name: /^Generate/ });
const prompt = () => page.getByRole("textbox", { name: "Prompt", exact: true });
const startFrame = () => page.getByLabelText("Start frame", { exact: true });
const untilStatus = (status: string) =>
  expect.poll(() => widget().dataset["status"], { timeout: 10_000 }).toBe(status);
const posts = async () => (await report()).posts.length;

beforeEach(async () => {
  slot += 1;
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
});

describe("the whole way", () => {
  test("from a picture and a prompt to a playing video, with one paid request", async () => {
    const onCompleted = vi.fn();
    await render(ui({ onCompleted }));
    await userEvent.upload(startFrame(), await createPicture());
    await prompt().fill(PROMPT);
    await expect.element(generate()).toHaveAccessibleName("Generate $0.35");
    await generate().click();
    await untilStatus("completed");

    const video = page.getByLabelText("Generated video").element() as HTMLVideoElement;
    video.muted = true;
    await video.play();
    await expect.poll(() => video.currentTime).toBeGreaterThan(0);
    const { ledger } = await report();
    expect(ledger.map(({ input }) => input.prompt)).toEqual([PROMPT]);
    expect(onCompleted).toHaveBeenCalledOnce();
    expect(onCompleted.mock.calls[0]?.[0]).toMatchObject({ requestId: ledger[0]?.requestId });
  });

  test("the price follows the length, and so does what is sent", async () => {
    await showFilled();
    await page.getByRole("radio", { name: "10 s" }).click();
    await expect.element(generate()).toHaveAccessibleName("Generate $0.70");
    await generate().click();
    await untilStatus("completed");
    expect((await report()).ledger[0]?.input.duration).toBe("10");
  });

  test("U12: a picture that is dropped anywhere on the widget fills the first empty frame", async () => {
    await render(ui());
    const names = () =>
      [...widget().querySelectorAll(".kling-frame img")].map((image) => image.getAttribute("alt"));
    const stage = widget().querySelector(".kling-generator-stage") as HTMLElement;
    await drop(stage, [await createPicture(640, 360, "first.jpg")]);
    await expect.poll(names).toEqual(["first.jpg"]);
    await drop(prompt().element(), [await createPicture(640, 360, "last.jpg")]);
    await expect.poll(names).toEqual(["first.jpg", "last.jpg"]);
  });

  test("Swap frames lets them change places, and both are sent so", async () => {
    await showFilled({
      defaultInput: {
        image_url: await createPicture(640, 360, "first.jpg"),
        tail_image_url: await createPicture(640, 360, "last.jpg"),
      },
    });
    const names = () =>
      [...widget().querySelectorAll(".kling-frame img")].map((image) => image.getAttribute("alt"));
    await expect.poll(names).toEqual(["first.jpg", "last.jpg"]);
    await page.getByRole("button", { name: "Swap frames" }).click();
    await expect.poll(names).toEqual(["last.jpg", "first.jpg"]);
  });

  test("Q16: Cancel in the queue ends it, and says that it cost nothing", async () => {
    await command({ defaults: { queueMs: 60_000 } });
    await showFilled();
    await generate().click();
    await untilStatus("in-queue");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await untilStatus("canceled");
    await expect.element(page.getByRole("alert")).toHaveTextContent("Nothing was charged.");
    await page.getByRole("button", { name: "Dismiss" }).click();
    await untilStatus("idle");
  });
});

describe("one press is one request", () => {
  test("D01: a double click sends once", async () => {
    await showFilled();
    await generate().dblClick();
    await untilStatus("completed");
    expect(await posts()).toBe(1);
  });

  test("D02: Enter that is held sends once", async () => {
    await showFilled();
    (generate().element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter>12/}");
    await untilStatus("completed");
    expect(await posts()).toBe(1);
  });

  test("D02: Ctrl+Enter in the prompt sends, and twice is once", async () => {
    await showFilled();
    await prompt().click();
    await userEvent.keyboard("{Control>}{Enter}{Enter}{/Control}");
    await untilStatus("completed");
    expect(await posts()).toBe(1);
  });

  test("while one is under way, Generate is off, can be reached, and says why", async () => {
    await command({ defaults: { queueMs: 60_000 } });
    await showFilled();
    await generate().click();
    await untilStatus("in-queue");
    await expect.element(generate()).toHaveAttribute("aria-disabled", "true");
    expect(generate().element().hasAttribute("disabled")).toBe(false);
    await expect.element(generate()).toHaveAccessibleDescription(/when this one is done/);
    await generate().click({ force: true });
    await prompt().click();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    // Long enough for a press that got through to arrive.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await posts()).toBe(1);
  });

  test("changing the input while the press waits for the picture takes the press back", async () => {
    await command({ defaults: { upload: { put: { slowMs: 1500 } } } });
    await showFilled();
    await generate().click();
    await untilStatus("uploading");
    await prompt().fill(`${PROMPT}, at night`);
    await untilStatus("canceled");
    await expect.element(page.getByRole("alert")).toHaveTextContent("Nothing was charged.");
    await expect.element(generate()).toHaveAttribute("aria-disabled", "false");
    expect(await posts()).toBe(0);
  });

  test("N04: a lost answer is never sent again by itself, only by a press that shows the price", async () => {
    await command({ script: { submit: { acceptThen: "html-504" } } });
    await showFilled();
    await generate().click();
    await untilStatus("unconfirmed");
    await expect.element(generate()).toHaveAttribute("aria-disabled", "true");
    await expect
      .element(generate())
      .toHaveAccessibleDescription(/send the last one again, or dismiss/);
    expect(await posts()).toBe(1);

    await page.getByRole("button", { name: "Send again · $0.35" }).click();
    await untilStatus("completed");
    expect(await posts()).toBe(2);
  });
});

describe("errors stand where they belong", () => {
  test("what is missing is marked, and the first one has the focus", async () => {
    await render(ui());
    await generate().click();
    await expect.element(startFrame()).toHaveFocus();
    await expect.element(startFrame()).toHaveAttribute("aria-invalid", "true");
    await expect.element(prompt()).toHaveAttribute("aria-invalid", "true");
    await expect.element(page.getByText("There is no start frame yet.")).toBeVisible();

    await userEvent.upload(startFrame(), await createPicture());
    await expect.element(page.getByText("There is no start frame yet.")).not.toBeInTheDocument();
    await expect.element(prompt()).toHaveAttribute("aria-invalid", "true");
    await generate().click();
    await expect.element(prompt()).toHaveFocus();
    expect(widget().dataset["status"]).toBe("idle");
    expect(await posts()).toBe(0);
  });

  test.each([
    ["prompt", () => prompt()],
    ["image_url", () => startFrame()],
    ["tail_image_url", () => page.getByLabelText("End frame", { exact: true })],
  ] as const)("Q06: the model's refusal of %s stands there", async (field, control) => {
    await command({ script: { result: { type: "content_policy_violation", field } } });
    await showFilled({
      defaultInput: {
        image_url: await createPicture(),
        tail_image_url: await createPicture(640, 360, "last.jpg"),
      },
    });
    await generate().click();
    await untilStatus("failed");
    await expect.element(control()).toHaveAttribute("aria-invalid", "true");
    await expect.element(control()).toHaveAccessibleDescription(/content policy refused this/);
    await expect.element(page.getByRole("alert")).toHaveTextContent("content policy refused this");
    expect(page.getByText("content policy refused this").elements()).toHaveLength(1);
    await expect.element(page.getByText("It may have been charged.")).toBeVisible();
  });

  test("Q06: what was refused can be sent again only after a change", async () => {
    await command({ script: { result: { type: "content_policy_violation", field: "prompt" } } });
    await showFilled();
    await generate().click();
    await untilStatus("failed");
    await expect.element(generate()).toHaveAttribute("aria-disabled", "true");
    await expect.element(generate()).toHaveAccessibleDescription(/Refused as it is/);
    await prompt().fill("Something else");
    await expect.element(generate()).toHaveAttribute("aria-disabled", "false");
    expect(prompt().element().hasAttribute("aria-invalid")).toBe(false);
    await generate().click();
    await untilStatus("completed");
    expect(await posts()).toBe(2);
  });

  test("N05: a server that asks for time is given it", async () => {
    await command({ script: { submit: "rate-limited" } });
    await showFilled();
    await generate().click();
    await untilStatus("failed");
    await expect.element(generate()).toHaveAttribute("aria-disabled", "true");
    await expect
      .element(generate())
      .toHaveAccessibleDescription(/You can generate again in \d+\ss/);
    await prompt().click();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    // Long enough for a press that got through to arrive.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await posts()).toBe(1);
  });

  test("N02: a server that cannot be reached: nothing was sent, and a press tries again", async () => {
    await command({ proxy: { answer: "reset" } });
    await showFilled({
      defaultInput: { image_url: "https://pictures.example/boat.jpg" },
      // A way that has not answered before, so that it is asked for a sign of life.
      proxyUrl: `${proxyUrl()}?fresh`,
    });
    await generate().click();
    await untilStatus("failed");
    await expect.element(page.getByRole("alert")).toHaveTextContent("Nothing was sent");
    expect(await posts()).toBe(0);
    await command({ proxy: null });
    await page.getByRole("button", { name: "Try again · $0.35" }).click();
    await untilStatus("completed");
    expect(await posts()).toBe(1);
  });
});

describe("nothing moves", () => {
  test("the box of the stage is the same from the first state to the last", async () => {
    await command({ defaults: { queueMs: 2000 } });
    await showFilled();
    const ground = () => widget().querySelector(".kling-stage-ground") as HTMLElement;
    await expect.poll(() => ground().querySelector("img")).not.toBeNull();
    const { width, height, left, top } = ground().getBoundingClientRect();
    expect(width / height).toBeCloseTo(640 / 360, 2);
    const seen = new Map<string, string>();
    const observer = new MutationObserver(() => {
      const box = widget().querySelector(".kling-stage-box")?.getBoundingClientRect();
      const rect = ground().getBoundingClientRect();
      seen.set(widget().dataset["status"] ?? "", toText(rect));
      if (box) seen.set(`${widget().dataset["status"]} box`, toText(box));
    });
    observer.observe(widget(), { subtree: true, childList: true, attributes: true });
    await generate().click();
    await untilStatus("completed");
    observer.disconnect();
    expect([...seen.keys()]).toEqual(expect.arrayContaining(["in-queue box", "completed box"]));
    expect(new Set(seen.values())).toEqual(new Set([toText({ width, height, left, top })]));
  });

  test("typing renders the prompt and nothing else", async () => {
    const removeFrame = vi.fn((name: string) => `Remove ${name}`);
    const labels = { removeFrame };
    await showFilled({ labels });
    await expect.poll(() => widget().querySelector(".kling-stage-ground img")).not.toBeNull();
    await expect.poll(() => widget().querySelector('[data-status="uploaded"]')).not.toBeNull();
    removeFrame.mockClear();
    const touched = new Set<string>();
    const observer = new MutationObserver((records) =>
      records.forEach(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        touched.add(element?.closest(".kling:not(.kling-generator)")?.className ?? "elsewhere");
      }),
    );
    observer.observe(widget(), {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    await prompt().click();
    await userEvent.keyboard(" and turns around");
    observer.disconnect();
    expect([...touched]).toEqual([expect.stringContaining("kling-prompt")]);
    expect(removeFrame).not.toHaveBeenCalled();
  });
});

describe("the draft", () => {
  const kept = (props: KlingVideoGeneratorProps = {}) => render(ui({ slot: "kept", ...props }));
  const write = async (props: KlingVideoGeneratorProps = {}) => {
    const screen = await kept(props);
    await prompt().fill(PROMPT);
    await page.getByRole("radio", { name: "10 s" }).click();
    await screen.unmount();
  };
  const value = () => (prompt().element() as HTMLTextAreaElement).value;

  test("comes back after a reload, words and settings", async () => {
    await write();
    await kept();
    await expect.poll(value).toBe(PROMPT);
    await expect.element(page.getByRole("radio", { name: "10 s" })).toBeChecked();
    await expect.element(generate()).toHaveAccessibleName("Generate $0.70");
  });

  test("of one visitor is never shown to another", async () => {
    await write({ scope: "ann" });
    const screen = await kept({ scope: "ben" });
    expect(value()).toBe("");
    await screen.rerender(ui({ slot: "kept", scope: "ann" }));
    await expect.poll(value).toBe(PROMPT);
    await screen.rerender(ui({ slot: "kept", scope: "ben" }));
    expect(value()).toBe("");
  });

  test("belongs to its slot", async () => {
    await write();
    await kept({ slot: "another" });
    expect(value()).toBe("");
  });

  test("is not kept where the host does not want it", async () => {
    await write({ persistDraft: false });
    // What an earlier test has sent may be noted as late as now.
    expect(Object.keys(localStorage).filter((key) => key.includes("draft"))).toEqual([]);
    await kept();
    expect(value()).toBe("");
  });

  test("is forgotten after 7 days", async () => {
    await write();
    const day = 24 * 60 * 60 * 1000;
    vi.useFakeTimers({ now: Date.now() + 7 * day + 1000, toFake: ["Date"] });
    await kept();
    vi.useRealTimers();
    expect(value()).toBe("");
  });

  test("is written now and then, not with each key", async () => {
    await kept();
    const setItem = vi.spyOn(Storage.prototype, "setItem");
    await prompt().click();
    await userEvent.keyboard("twenty letters or so");
    const written = () => setItem.mock.calls.filter(([key]) => key.includes("draft"));
    await expect.poll(() => written().at(-1)?.[1] ?? "").toContain("twenty letters or so");
    expect(written().length).toBeLessThan(10);
    setItem.mockRestore();
  });

  test("survives words that are no draft", async () => {
    await write();
    for (const key of Object.keys(localStorage))
      localStorage.setItem(key, '{"savedAt":"x","prompt":1}');
    await kept();
    expect(value()).toBe("");
  });

  test("comes back only after hydration, so the server's HTML is the first render", async () => {
    await write();
    const app = ui({ slot: "kept" });
    const container = document.body.appendChild(document.createElement("div"));
    container.innerHTML = renderToString(app);
    expect(container.innerHTML).not.toContain(PROMPT);
    expect(container.innerHTML).not.toContain("style=");
    const errors = vi.spyOn(console, "error");
    const onRecoverableError = vi.fn();
    const root = hydrateRoot(container, app, { onRecoverableError });
    await expect.poll(value).toBe(PROMPT);
    expect(errors).not.toHaveBeenCalled();
    expect(onRecoverableError).not.toHaveBeenCalled();
    root.unmount();
    container.remove();
    errors.mockRestore();
  });
});

describe("for everybody", () => {
  test("names are exact", async () => {
    await render(ui());
    const names = [
      startFrame(),
      page.getByLabelText("End frame", { exact: true }),
      prompt(),
      page.getByRole("radiogroup", { name: "Duration" }),
      page.getByRole("radio", { name: "5 s" }),
      page.getByRole("button", { name: "Swap frames" }),
    ];
    for (const name of names) await expect.element(name).toBeInTheDocument();
    expect(page.getByRole("status").elements()).toHaveLength(1);
  });

  test.each([
    [1100, 2],
    [700, 1],
  ])("%i px of its own width are %i columns", async (width, columns) => {
    const holder = document.createElement("div");
    holder.style.width = `${width}px`;
    document.body.append(holder);
    await render(ui(), { container: holder });
    const grid = widget().querySelector(".kling-generator-columns") as HTMLElement;
    expect(getComputedStyle(grid).gridTemplateColumns.split(" ")).toHaveLength(columns);
    holder.remove();
  });

  test("nothing sticks out of 320 px", async () => {
    const holder = document.createElement("div");
    holder.style.width = "320px";
    document.body.append(holder);
    await render(ui({ defaultPrompt: PROMPT }), { container: holder });
    expect(widget().scrollWidth).toBeLessThanOrEqual(320);
    holder.remove();
  });

  test("a host's own attributes, class and handlers are kept", async () => {
    const onFocus = vi.fn();
    await render(ui({ id: "mine", className: "hosts", onFocus, "aria-label": "Clips" }));
    const root = page.getByRole("region", { name: "Clips" }).element();
    expect([root.id, root.classList.contains("hosts")]).toEqual(["mine", true]);
    await prompt().click();
    expect(onFocus).toHaveBeenCalled();
  });
});

function toText({ width, height, left, top }: Pick<DOMRect, "width" | "height" | "left" | "top">) {
  return [width, height, left, top].map((length) => length.toFixed(1)).join(" ");
}

describe("D03: Generate that is pressed while a picture is being prepared", () => {
  const frameOf = (tile: Element) => tile.closest(".kling-frame") as HTMLElement;
  const settle = () => new Promise((resolve) => setTimeout(resolve, 400));

  /** A widget that is preparing a HEIC photo, which is read when the test says so. */
  async function showPreparing(props: KlingVideoGeneratorProps = {}) {
    let end: (picture: Blob | null) => void = () => {};
    const decodeHeic = () =>
      new Promise<Blob>((resolve, reject) => {
        end = (picture) => (picture ? resolve(picture) : reject(new Error("It is no photo.")));
      });
    await render(ui({ defaultPrompt: PROMPT, decodeHeic, ...props }));
    const tile = widget().querySelector(".kling-frame-tile") as HTMLElement;
    await drop(tile, [await loadFixture("header.heic")]);
    await expect.element(frameOf(tile)).toHaveAttribute("data-status", "checking");
    return { end: (picture: Blob | null) => end(picture) };
  }

  test("waits for it, says so, and is sent once with it", async () => {
    const { end } = await showPreparing();
    await generate().click();
    const words = page.getByText("It is sent as soon as your picture is ready.");
    await expect.element(words).toBeVisible();
    await expect.element(generate()).toHaveAttribute("aria-disabled", "true");
    (generate().element() as HTMLElement).click();
    await prompt().click();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await settle();
    expect(await posts()).toBe(0);
    expect(page.getByRole("alert").query()).toBeNull();

    end(await createPicture(640, 400));
    await untilStatus("completed");
    expect(await posts()).toBe(1);
  });

  test("sends nothing if it is refused, not the picture before either", async () => {
    const image_url = await createPicture(640, 360, "before.jpg");
    const { end } = await showPreparing({ defaultInput: { image_url } });
    await generate().click();
    end(null);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/could not be made/);
    await settle();
    expect(await posts()).toBe(0);
    await expect.element(generate()).not.toHaveAttribute("aria-disabled", "true");
  });

  test("is taken back by a change of the input", async () => {
    const { end } = await showPreparing();
    await generate().click();
    await page.getByRole("radio", { name: "10 s" }).click();
    end(await createPicture(640, 400));
    await expect.element(page.getByText("Start frame uploaded")).toBeInTheDocument();
    await settle();
    expect(await posts()).toBe(0);
  });

  test("shows at once what else is missing", async () => {
    const { end } = await showPreparing({ defaultPrompt: "" });
    await generate().click();
    await expect.element(page.getByText(/The prompt is empty/)).toBeVisible();
    end(await createPicture(640, 400));
    await settle();
    expect(await posts()).toBe(0);
  });
});

describe("what was prepared for one visitor never reaches the next", () => {
  test("T06: a picture that is ready after the next one came is dropped", async () => {
    let end: (picture: Blob) => void = () => {};
    const decodeHeic = () => new Promise<Blob>((resolve) => (end = resolve));
    const screen = await render(ui({ scope: "ann", decodeHeic }));
    const tile = () => widget().querySelector(".kling-frame-tile") as HTMLElement;
    await drop(tile(), [await loadFixture("header.heic")]);
    await expect.element(tile().parentElement).toHaveAttribute("data-status", "checking");
    await screen.rerender(ui({ scope: "ben", decodeHeic }));
    end(await createPicture());
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(widget().querySelector("img")).toBeNull();
    expect(tile().parentElement?.dataset["status"]).toBe("empty");
  });

  test("T06: a crop view that is open closes", async () => {
    const screen = await render(ui({ scope: "ann" }));
    const tile = () => widget().querySelector(".kling-frame-tile") as HTMLElement;
    await drop(tile(), [await createPicture(1200, 400)]);
    await page.getByRole("button", { name: "Crop Start frame" }).click();
    await expect.element(page.getByRole("dialog")).toBeVisible();
    await screen.rerender(ui({ scope: "ben" }));
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
    expect(page.getByRole("alert").query()).toBeNull();
  });
});

test("Try again sends all that failed, the end frame that was never uploaded too", async () => {
  await command({ script: { upload: {} } });
  await showFilled();
  await expect.element(page.getByText("Start frame uploaded")).toBeInTheDocument();
  await command({ defaults: { upload: { put: 403 } } });
  await drop(widget().querySelectorAll(".kling-frame-tile")[1] as HTMLElement, [
    await createPicture(),
  ]);
  await generate().click();
  await untilStatus("failed");
  expect(await posts()).toBe(0);
  await command({ defaults: {} });
  await page.getByRole("button", { name: /^Try again · / }).click();
  await untilStatus("completed");
  const sent = (await report()).posts.map(({ input }) => input);
  expect(sent).toEqual([
    expect.objectContaining({ tail_image_url: expect.stringMatching(/^http/) }),
  ]);
});

test("the address of a picture that stands in its field is sent, or nothing is", async () => {
  await showFilled();
  await page.getByRole("button", { name: "Use an address for End frame" }).click();
  await userEvent.keyboard("https://192.168.0.7/camera.jpg");
  await generate().click();
  await expect.element(page.getByRole("alert")).toHaveTextContent(/private network/);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await posts()).toBe(0);
});
