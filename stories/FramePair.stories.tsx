import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fireEvent, waitFor, within } from "storybook/test";
import { FramePair, KlingVideoError, type FramePairProps } from "../src/index.js";
import night from "./assets/street-night.jpg";
import tall from "./assets/street-tall.jpg";
import { fetchPicture } from "./support/fetchPicture.js";

/** Both frames are controlled: the host keeps them as one value. */
function Pair({ value, ...props }: FramePairProps) {
  const [frames, setFrames] = useState(value);
  return <FramePair {...props} value={frames} onValueChange={setFrames} />;
}

const NOTHING = { startFrame: null, endFrame: null };

const meta = {
  title: "Parts/FramePair",
  component: FramePair,
  args: { value: NOTHING, onValueChange: () => {} },
  decorators: [(Story) => <div style={{ maxInlineSize: 420 }}>{Story()}</div>],
  loaders: [
    async () => ({
      day: await fetchPicture(),
      night: await fetchPicture(night),
      tall: await fetchPicture(tall),
    }),
  ],
  render: (args) => <Pair {...args} />,
} satisfies Meta<typeof FramePair>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A drop or paste beside the tiles fills the first one; two files fill both. */
export const Empty: Story = {};

export const StartOnly: Story = {
  render: (args, { loaded }) => (
    <Pair {...args} value={{ startFrame: loaded["day"], endFrame: null }} />
  ),
};

/** Swap, end with the start frame, hold to compare; or drag one frame onto the other. */
export const Both: Story = {
  render: (args, { loaded }) => (
    <Pair {...args} value={{ startFrame: loaded["day"], endFrame: loaded["night"] }} />
  ),
};

/** The video ends where it begins. The same file is uploaded once. */
export const Loop: Story = {
  render: (args, { loaded }) => (
    <Pair {...args} value={{ startFrame: loaded["day"], endFrame: loaded["day"] }} />
  ),
};

/** While the button is held, each tile shows the frame of the other. */
export const Compared: Story = {
  ...Both,
  play: async ({ canvasElement }) => {
    const button = within(canvasElement).getByRole("button", { name: "Compare frames" });
    await fireEvent.keyDown(button, { key: " " });
    await expect(button).toHaveAttribute("aria-pressed", "true");
  },
};

/** An end frame of another shape can be cropped to that of the start frame. */
export const OtherShape: Story = {
  render: (args, { loaded }) => (
    <Pair {...args} value={{ startFrame: loaded["day"], endFrame: loaded["tall"] }} />
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await waitFor(() =>
      expect(canvas.getByRole("button", { name: "Crop to match" })).toBeVisible(),
    );
  },
};

export const Errors: Story = {
  args: {
    startError: new KlingVideoError({ code: "frame-required", charged: "no", field: "image_url" }),
    endError: new KlingVideoError({
      code: "frame-unreachable",
      charged: "maybe",
      field: "tail_image_url",
    }),
  },
};

export const Disabled: Story = { ...Both, args: { isDisabled: true } };

/** As narrow as a phone. */
export const Narrow: Story = {
  ...Both,
  decorators: [(Story) => <div style={{ maxInlineSize: 280 }}>{Story()}</div>],
};
