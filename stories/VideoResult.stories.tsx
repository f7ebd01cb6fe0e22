import type { Meta, StoryObj } from "@storybook/react-vite";
import { VideoResult } from "../src/index.js";
import { completed } from "./support/generations.js";

const meta = {
  title: "Parts/VideoResult",
  component: VideoResult,
  args: { generation: completed },
  decorators: [(Story) => <div style={{ maxInlineSize: 600 }}>{Story()}</div>],
} satisfies Meta<typeof VideoResult>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Size and length are the element's own words; time and price are the generation's. */
export const Playable: Story = {};

/** Starts by itself where the visitor has nothing against motion. */
export const AutoPlay: Story = { args: { autoPlay: true, muted: true, loop: true } };

/** fal keeps results for some time only. */
export const NoLongerAvailable: Story = {
  args: { generation: { ...completed, video: { url: `${completed.video.url}/gone.webm` } } },
};

/** An address that is neither https nor of this site is not opened. */
export const UnsafeAddress: Story = {
  args: { generation: { ...completed, video: { url: "http://media.example/video.mp4" } } },
};
