import type { Meta, StoryObj } from "@storybook/react-vite";
import { GenerationProgress } from "../src/index.js";
import { inProgress, inQueue, submitting, uploading, waiting } from "./support/generations.js";

const meta = {
  title: "Parts/GenerationProgress",
  component: GenerationProgress,
  args: { onCancel: () => {}, onCheck: () => {} },
  decorators: [(Story) => <div style={{ maxInlineSize: 600 }}>{Story()}</div>],
} satisfies Meta<typeof GenerationProgress>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The press waits for a picture; nothing is sent yet. */
export const Uploading: Story = { args: { generation: uploading } };

/** Others are under way: it is sent, and paid, when its turn comes. Cancel takes it back. */
export const Waiting: Story = { args: { generation: waiting } };

/** The one POST is on its way. A cancel waits for its answer, the only way to the request id. */
export const Submitting: Story = { args: { generation: submitting } };

/** fal's own count of the requests ahead. */
export const InQueue: Story = { args: { generation: inQueue } };

export const NextInLine: Story = { args: { generation: { ...inQueue, queuePosition: 0 } } };

/** No percentage: nobody knows one. */
export const Rendering: Story = { args: { generation: inProgress } };

/** It is done, and the video is being asked for. */
export const Fetching: Story = { args: { generation: { ...inProgress, step: "fetching" } } };

export const Reconnecting: Story = {
  args: { generation: { ...inProgress, connection: "reconnecting" } },
};

export const SignedOut: Story = {
  args: { generation: { ...inProgress, connection: "signed-out" } },
};

/** What runs already may still come, and cost. */
export const CancelingWhileRunning: Story = {
  args: { generation: { ...inProgress, isCanceling: true } },
};
