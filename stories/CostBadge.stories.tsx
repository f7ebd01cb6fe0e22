import type { Meta, StoryObj } from "@storybook/react-vite";
import { CostBadge } from "../src/index.js";
import { createPageTransport } from "./support/createPageTransport.js";

const meta = {
  title: "Parts/CostBadge",
  component: CostBadge,
} satisfies Meta<typeof CostBadge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const FiveSeconds: Story = {};

export const TenSeconds: Story = { args: { duration: "10" } };

/** On a button the price is part of its name: "Generate $0.35". */
export const OnAButton: Story = {
  render: (args) => (
    <button type="button" className="kling-button" data-variant="primary">
      Generate <CostBadge {...args} />
    </button>
  ),
};

/** A host that charges its visitors itself. */
export const OwnPrice: Story = {
  args: { duration: "10", price: { baseUsd: 1, baseSeconds: 5, perSecondUsd: 0.1 } },
};

/** What fal says that it costs now; the built-in price until that is known, and where it is not told. */
export const FalsOwnPrice: Story = {
  args: { price: "fal", transport: createPageTransport({ pricing: { unitPrice: 0.056 } }) },
  play: async ({ canvas }) => {
    await canvas.findByText("$0.28");
  },
};

/** Prices are written in the language of the words. */
export const German: Story = { args: { labels: { locale: "de-DE" } } };
