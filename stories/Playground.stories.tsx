import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { KlingVideoGenerator, type KlingVideoGeneratorProps } from "../src/index.js";
import { createPageTransport } from "./support/createPageTransport.js";
import { FalBanner } from "./support/FalBanner.js";

const fal = import.meta.env.STORYBOOK_FAL;

/** The widget over HTTP; where this Storybook has no server, over a fal inside of the page. */
function Playground(props: KlingVideoGeneratorProps) {
  const [transport] = useState(() => (fal === "none" ? createPageTransport() : undefined));
  return (
    <div style={{ maxInlineSize: 1100, marginInline: "auto" }}>
      <FalBanner fal={fal} />
      <KlingVideoGenerator
        {...props}
        {...(transport ? { transport } : { proxyUrl: "/api/fal/proxy" })}
      />
    </div>
  );
}

const meta = {
  title: "Playground",
  component: KlingVideoGenerator,
  // The first thing that `npm start` shows is the widget itself; its docs stand with its own stories.
  tags: ["!autodocs"],
  render: (args) => <Playground {...args} />,
} satisfies Meta<typeof KlingVideoGenerator>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The whole way, from a picture and a prompt to a playing video. */
export const Generate: Story = {};
