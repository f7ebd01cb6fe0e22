import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fireEvent, userEvent, within } from "storybook/test";
import { FrameUploader, type FrameUploaderProps } from "../src/index.js";
import animated from "../test/fixtures/animated.gif?url";
import bomb from "../test/fixtures/bomb-30000x30000.png?url";
import cmyk from "../test/fixtures/cmyk.jpg?url";
import gps from "../test/fixtures/gps.jpg?url";
import heic from "../test/fixtures/header.heic?url";
import pdf from "../test/fixtures/document.pdf?url";
import svg from "../test/fixtures/plain.svg?url";
import wide from "../test/fixtures/ratio-2510x1000.png?url";
import small from "../test/fixtures/side-299.png?url";
import avif from "../test/fixtures/still.avif?url";
import transparent from "../test/fixtures/transparent.png?url";
import truncated from "../test/fixtures/truncated.jpg?url";
import turned from "../test/fixtures/exif-6.jpg?url";
import program from "../test/fixtures/program.jpg?url";
import webPage from "../test/fixtures/web-page.png?url";
import { fetchFile } from "./support/fetchFile.js";
import { fetchPicture } from "./support/fetchPicture.js";

function StartFrame({ value, ...props }: FrameUploaderProps) {
  const [frame, setFrame] = useState(value);
  return <FrameUploader {...props} value={frame} onValueChange={setFrame} />;
}

/** What becomes of the files that people have: a story for each that is mended, and each that is refused. */
const meta = {
  title: "Parts/FrameUploader/Files",
  component: FrameUploader,
  args: { label: "Start frame", tag: "Start", value: null, onValueChange: () => {} },
  decorators: [(Story) => <div style={{ maxInlineSize: 240 }}>{Story()}</div>],
  render: (args) => <StartFrame {...args} />,
} satisfies Meta<typeof FrameUploader>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Picks a file and waits for what is said of it; without words, for the picture. */
function pick(createFile: () => Promise<File>, words?: string): Story {
  return {
    play: async ({ canvasElement }) => {
      const canvas = within(canvasElement);
      await userEvent.upload(canvas.getByLabelText("Start frame"), await createFile(), {
        applyAccept: false,
      });
      if (words === undefined) await canvas.findByRole("img", {}, { timeout: 10_000 });
      else await expect(await canvas.findByText(new RegExp(words), {}, WAIT)).toBeVisible();
    },
  };
}

const WAIT = { timeout: 10_000 };

export const ConvertedFromAvif: Story = pick(() => fetchFile(avif, "boat.avif"), "Converted");

export const FirstPictureOfAnAnimation: Story = pick(
  () => fetchFile(animated, "boat.gif"),
  "Only the first picture",
);

export const Flattened: Story = {
  ...pick(() => fetchFile(transparent, "logo.png"), "Transparent parts are filled"),
  args: { frameBackground: "rebeccapurple" },
};

/** One byte more than the model takes. */
export const Compressed: Story = pick(async () => {
  const picture = await fetchPicture();
  return new File([picture, new Uint8Array(10_000_001 - picture.size)], "boat.jpg");
}, "10 MB →");

/** Nothing is said: it looks as it did. */
export const Turned: Story = pick(() => fetchFile(turned, "upright.jpg"));

/** Printing colors are shown and sent as the screen's. */
export const PrintingColors: Story = pick(() => fetchFile(cmyk, "print.jpg"), "Converted");

/** Place and camera are not sent. */
export const MetadataRemoved: Story = {
  ...pick(() => fetchFile(gps, "holiday.jpg"), "Metadata removed"),
  args: { stripMetadata: true },
};

export const TooWide: Story = pick(() => fetchFile(wide, "panorama.png"), "too narrow or too wide");

export const TooSmall: Story = pick(() => fetchFile(small, "icon.png"), "too small");

/** It would fill the page's memory once decoded; its header says so. */
export const TooManyPixels: Story = pick(() => fetchFile(bomb, "map.png"), "too many pixels");

export const Truncated: Story = pick(
  () => fetchFile(truncated, "half.jpg"),
  "damaged or incomplete",
);

export const EmptyFile: Story = pick(async () => new File([], "nothing.jpg"), "This file is empty");

export const Svg: Story = pick(() => fetchFile(svg, "drawing.svg"), "SVG drawing");

/** With `decodeHeic`, it would be read. */
export const Heic: Story = pick(() => fetchFile(heic, "IMG_0001.heic"), "HEIC photo");

export const Pdf: Story = pick(() => fetchFile(pdf, "brief.pdf"), "a PDF");

/** Names lie; bytes do not. */
export const WebPageNamedPng: Story = pick(
  () => fetchFile(webPage, "photo.png", "image/png"),
  "a web page",
);

export const ProgramNamedJpg: Story = pick(
  () => fetchFile(program, "photo.jpg", "image/jpeg"),
  "a program",
);

/** A file that vanished between the pick and the look. */
export const Gone: Story = pick(async () => {
  const file = await fetchPicture();
  const isGone = () => Promise.reject(new DOMException("It is not there.", "NotFoundError"));
  return Object.assign(file, { slice: () => Object.assign(new Blob(), { arrayBuffer: isGone }) });
}, "can no longer be read");

/** A decoder of the host that cannot read it either. */
export const NotConverted: Story = {
  ...pick(() => fetchFile(heic, "IMG_0002.heic"), "could not be made"),
  args: { decodeHeic: () => Promise.reject(new Error("It is no photo.")) },
};

/** Drops files, or something that is none, on the tile, and waits for what is said. */
function drop(createTransfer: () => Promise<DataTransfer>, words: string): Story {
  return {
    play: async ({ canvasElement }) => {
      const tile = canvasElement.querySelector(".kling-frame-tile");
      if (!tile) throw new Error("There is no tile.");
      const dataTransfer = await createTransfer();
      await fireEvent(
        tile,
        new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }),
      );
      const canvas = within(canvasElement);
      await expect(await canvas.findByText(new RegExp(words), {}, WAIT)).toBeVisible();
    },
  };
}

/** The first good one is taken, and the rest is named. */
export const SeveralFiles: Story = drop(async () => {
  const transfer = new DataTransfer();
  const files = [new File(["words"], "notes.txt"), await fetchPicture(), await fetchPicture()];
  files.forEach((file) => transfer.items.add(file));
  return transfer;
}, "Not taken: notes.txt");

export const DroppedText: Story = drop(async () => {
  const transfer = new DataTransfer();
  transfer.setData("text/plain", "A boat, and the sea behind it");
  return transfer;
}, "Only a picture file");

/** It is named, and not read. */
export const Folder: Story = drop(async () => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([], "holiday", { type: "inode/directory" }));
  return transfer;
}, "a folder");
