import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import {
  KlingVideoGenerator,
  type GenerationStatus,
  type KlingVideoGeneratorProps,
} from "../src/index.js";
import type { FaultScript } from "../src/simulator/index.js";
import tall from "./assets/street-tall.jpg";
import { createPageStorage } from "./support/createPageStorage.js";
import { createPageTransport } from "./support/createPageTransport.js";
import { fetchPicture } from "./support/fetchPicture.js";

const NEVER_MS = 24 * 60 * 60 * 1000;
const PROMPT =
  "A paper boat drifts down a rain-soaked street at dusk. The camera follows low over the water and slowly rises.";

interface PageGeneratorProps extends KlingVideoGeneratorProps {
  /** What happens at the fal of this page. */
  script?: FaultScript;
}

/** The widget with a fal of its own, which lives and ends with the story. */
function PageGenerator({ script, ...props }: PageGeneratorProps) {
  const [transport] = useState(() => createPageTransport(script));
  const [storage] = useState(createPageStorage);
  return <KlingVideoGenerator {...props} transport={transport} storage={storage} />;
}

const meta = {
  title: "KlingVideoGenerator",
  component: KlingVideoGenerator,
  args: { persistDraft: false, defaultPrompt: PROMPT },
  loaders: [async () => ({ picture: await fetchPicture() })],
  render: ({ script, ...args }, { loaded }) => (
    <PageGenerator {...args} script={script} defaultInput={{ image_url: loaded.picture }} />
  ),
} satisfies Meta<PageGeneratorProps>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Presses Generate and waits for a status. */
function pressUntil(status: GenerationStatus): NonNullable<Story["play"]> {
  return async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole("button", { name: /^Generate/ }));
    await expectStatus(canvasElement, status);
  };
}

async function expectStatus(canvasElement: HTMLElement, status: GenerationStatus): Promise<void> {
  const widget = within(canvasElement).getByRole("region", { name: "Make a video" });
  await waitFor(() => expect(widget).toHaveAttribute("data-status", status), { timeout: 10_000 });
}

/** Nothing is asked for yet. The stage has the shape of the start frame already. */
export const Idle: Story = {};

/** Nothing is picked yet either. */
export const Empty: Story = {
  args: { defaultPrompt: "" },
  render: (args) => <PageGenerator {...args} />,
};

/** Generate with something missing: the errors stand at their fields, the first one has the focus. */
export const InputMissing: Story = {
  ...Empty,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: /^Generate/ }));
    await waitFor(() => expect(canvas.getByLabelText("Start frame")).toHaveFocus());
  },
};

/** The press waits for the picture. Changing anything takes the press back. */
export const Uploading: Story = {
  args: { script: { upload: { put: { slowMs: NEVER_MS } } } },
  play: pressUntil("uploading"),
};

/** One POST, once. */
export const Submitting: Story = {
  args: { script: { submit: { slowMs: NEVER_MS } } },
  play: pressUntil("submitting"),
};

/** The answer was lost after the request was sent: nothing is sent again by itself. */
export const Unconfirmed: Story = {
  args: { script: { submit: { acceptThen: "html-504" } } },
  play: pressUntil("unconfirmed"),
};

export const InQueue: Story = {
  args: { script: { queueMs: NEVER_MS } },
  play: pressUntil("in-queue"),
};

export const InProgress: Story = {
  args: { script: { queueMs: 0, runMs: NEVER_MS } },
  play: pressUntil("in-progress"),
};

export const Completed: Story = {
  args: { script: { queueMs: 0, runMs: 0 } },
  play: pressUntil("completed"),
};

/** Refused by the model: the sentence stands at the field that it is about. */
export const Failed: Story = {
  args: {
    script: {
      queueMs: 0,
      runMs: 0,
      result: { type: "content_policy_violation", field: "prompt" },
    },
  },
  play: pressUntil("failed"),
};

export const Canceled: Story = {
  args: { script: { queueMs: NEVER_MS } },
  play: async (context) => {
    await pressUntil("in-queue")(context);
    await userEvent.click(within(context.canvasElement).getByRole("button", { name: "Cancel" }));
    await expectStatus(context.canvasElement, "canceled");
  },
};

/** The stage is as tall as the picture asks for, within limits. */
export const TallPicture: Story = {
  args: { script: { queueMs: 0, runMs: NEVER_MS } },
  loaders: [async () => ({ picture: await fetchPicture(tall) })],
  play: pressUntil("in-progress"),
};

/** One column below 760 px of its own width. */
export const Narrow: Story = {
  decorators: [(Story) => <div style={{ maxInlineSize: 360 }}>{Story()}</div>],
};

/** A host may fix the scheme of the widget alone. */
export const AlwaysDark: Story = { args: { colorScheme: "dark" } };
