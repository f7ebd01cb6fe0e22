import type { Meta, StoryObj } from "@storybook/react-vite";
import { GenerationFailure } from "../src/index.js";
import { canceled, failedWith, unconfirmed } from "./support/generations.js";

const meta = {
  title: "Parts/GenerationFailure",
  component: GenerationFailure,
  args: { onRetry: () => {}, onSendAgain: () => {}, onDismiss: () => {} },
  decorators: [(Story) => <div style={{ maxInlineSize: 600 }}>{Story()}</div>],
} satisfies Meta<typeof GenerationFailure>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The answer was lost. Sending again is another consent, with its price. */
export const Unconfirmed: Story = { args: { generation: unconfirmed } };

/** Where somebody can answer for the attempt. */
export const UnconfirmedWithCheck: Story = {
  args: { generation: { ...unconfirmed, canCheck: true }, onCheck: () => {} },
};

/** Known to have cost nothing. */
export const NotSent: Story = {
  args: { generation: failedWith({ code: "not-sent", charged: "no" }) },
};

/** The model looked at it, so it may have cost. Trying the same again is not offered. */
export const ContentPolicy: Story = {
  args: { generation: failedWith({ code: "content-policy", charged: "maybe" }) },
};

/** The sentence of the error stands at its field already. */
export const ShownAtField: Story = {
  args: {
    generation: failedWith({ code: "content-policy", charged: "maybe", field: "prompt" }),
    isShownAtField: true,
  },
};

/** The server asked for time: the button counts down. */
export const RateLimited: Story = {
  args: {
    generation: failedWith({ code: "rate-limited", charged: "no", retryAfterMs: 30_000 }),
  },
};

/** fal has the video and does not hand it over: asking again costs nothing. */
export const ResultUnreadable: Story = {
  args: {
    generation: failedWith({ code: "result-unreadable", charged: "maybe" }),
    onCheck: () => {},
  },
};

export const CanceledInQueue: Story = { args: { generation: canceled } };

/** It ran already. */
export const CanceledTooLate: Story = {
  args: { generation: { ...canceled, charged: "maybe" } },
};
