import { beforeEach, expect, test } from "vitest";
import { command, createPicture } from "../../support/browserFal.js";
import { counts, freshWay, startAfresh } from "../support/freshFal.js";
import { showWidget, type ShownWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

const MESSAGE = "The picture could not be uploaded";
const textOf = (widget: ShownWidget, selector: string) =>
  widget.root().querySelector(selector)?.textContent ?? "";
const tellings = (widget: ShownWidget) =>
  (widget.root().textContent ?? "").split(MESSAGE).length - 1;

test("U18: a press whose picture cannot be uploaded says so once, at the frame", async () => {
  const proxyUrl = freshWay();
  await command({ defaults: { upload: { put: 403 } } });
  const widget = await showWidget({
    proxyUrl,
    defaultInput: { image_url: await createPicture(640, 360, "boat.jpg") },
  });
  await widget.generate.click();
  await widget.until("failed");
  await expect.poll(() => textOf(widget, ".kling-frame")).toContain(MESSAGE);
  expect(tellings(widget)).toBe(1);
  expect(textOf(widget, ".kling-failure")).toContain("No video was made.");
  expect(textOf(widget, ".kling-failure")).toContain("Nothing was charged.");
  expect(await counts()).toEqual({ posts: 0, charges: 0 });

  // Once it is there, only the stage can tell what became of the press.
  await command({ defaults: {} });
  await widget.button("Retry upload of Start frame").click();
  await expect.poll(() => textOf(widget, ".kling-failure")).toContain(MESSAGE);
  expect(tellings(widget)).toBe(1);
});
