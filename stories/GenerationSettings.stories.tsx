import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { userEvent, within } from "storybook/test";
import { GenerationSettings, KlingVideoError, type GenerationSettingsProps } from "../src/index.js";

/** The settings are controlled: the host keeps them, in fal's own words. */
function Settings({ value, ...props }: GenerationSettingsProps) {
  const [settings, setSettings] = useState(value);
  return <GenerationSettings {...props} value={settings} onValueChange={setSettings} />;
}

const meta = {
  title: "Parts/GenerationSettings",
  component: GenerationSettings,
  args: { value: {}, onValueChange: () => {} },
  decorators: [(Story) => <div style={{ maxInlineSize: 420 }}>{Story()}</div>],
  render: (args) => <Settings {...args} />,
} satisfies Meta<typeof GenerationSettings>;

export default meta;
type Story = StoryObj<typeof meta>;

/** What is not set is fal's default. */
export const Defaults: Story = {};

export const TenSeconds: Story = { args: { value: { duration: "10" } } };

export const AdvancedOpen: Story = {
  args: { value: { cfg_scale: 0.35 } },
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByText("Advanced"));
  },
};

/** What is wrong inside is unfolded. */
export const NegativePromptRefused: Story = {
  args: {
    value: { negative_prompt: "people" },
    error: new KlingVideoError({
      code: "content-policy",
      charged: "maybe",
      field: "negative_prompt",
    }),
  },
};

export const Disabled: Story = { args: { isDisabled: true } };
