import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import {
  KlingVideoError,
  PROMPT_MAX_LENGTH,
  PromptEditor,
  type PromptEditorProps,
} from "../src/index.js";

/** The prompt is controlled: the host keeps the text. */
function Prompt({ value, ...props }: PromptEditorProps) {
  const [prompt, setPrompt] = useState(value);
  return <PromptEditor {...props} value={prompt} onValueChange={setPrompt} />;
}

const PROMPT =
  "A paper boat drifts down a rain-soaked street at dusk. The camera follows low over the water and slowly rises.";

const meta = {
  title: "Parts/PromptEditor",
  component: PromptEditor,
  args: { value: PROMPT, onValueChange: () => {} },
  decorators: [(Story) => <div style={{ maxInlineSize: 420 }}>{Story()}</div>],
  render: (args) => <Prompt {...args} />,
} satisfies Meta<typeof PromptEditor>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Filled: Story = {};

export const Empty: Story = { args: { value: "", placeholder: "A paper boat drifts…" } };

/** Nothing is cut: the text stays, and the count says how much is too much. */
export const TooLong: Story = {
  args: { value: PROMPT.repeat(Math.ceil((PROMPT_MAX_LENGTH + 1) / PROMPT.length)) },
};

export const ErrorFromOutside: Story = {
  args: {
    error: new KlingVideoError({ code: "content-policy", charged: "maybe", field: "prompt" }),
  },
};

/** Children stand in the foot, beside the count. */
export const WithChips: Story = {
  args: {
    children: (
      <button type="button" className="kling-chip">
        Push in
      </button>
    ),
  },
};

export const Disabled: Story = { args: { isDisabled: true } };
