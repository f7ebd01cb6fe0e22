import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import {
  estimateCost,
  GenerationList,
  KlingVideoProvider,
  useKlingVideos,
  VideoResult,
  type KlingVideoConfig,
  type StartedGeneration,
} from "../src/index.js";
import street from "./assets/street.jpg";
import { createPageStorage } from "./support/createPageStorage.js";
import { createPageTransport } from "./support/createPageTransport.js";
import {
  canceled,
  completed,
  failedWith,
  inProgress,
  inQueue,
  unconfirmed,
  waiting,
} from "./support/generations.js";

const PROMPTS = [
  "A paper boat drifts down a rain-soaked street at dusk.",
  "The rain turns to snow, and the street lamps go on one by one.",
  "The camera rises above the roofs until the street is a line of light.",
];

/** As many as there are prompts, and what becomes of each. A video is shown where it is wanted. */
function Batch(config: KlingVideoConfig) {
  const { generations, submit, cancel, check, remove } = useKlingVideos(config);
  const [shownId, setShownId] = useState<string>();
  const shown = generations.find(({ attemptId }) => attemptId === shownId);
  const image_url = new URL(street, window.location.href).href;
  const price = estimateCost("5") * PROMPTS.length;

  return (
    <KlingVideoProvider {...config}>
      <div style={{ display: "grid", gap: 16, maxInlineSize: 640, marginInline: "auto" }}>
        <button
          type="button"
          className="kling-button"
          data-variant="primary"
          onClick={() =>
            PROMPTS.forEach((prompt) => void submit({ prompt, image_url, duration: "5" }))
          }
        >
          Generate {PROMPTS.length} videos, ${price.toFixed(2)}
        </button>
        {shown ? <VideoResult generation={shown} /> : null}
        <GenerationList
          generations={generations}
          onShow={setShownId}
          onCancel={cancel}
          onCheck={check}
          onSendAgain={submit}
          onRemove={remove}
        />
      </div>
    </KlingVideoProvider>
  );
}

const meta = {
  title: "Parts/GenerationList",
  component: GenerationList,
  args: {
    onCancel: () => {},
    onCheck: () => {},
    onSendAgain: () => {},
    onRemove: () => {},
  },
  decorators: [(Story) => <div style={{ maxInlineSize: 640 }}>{Story()}</div>],
} satisfies Meta<typeof GenerationList>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Two are at fal at once; the third one waits, and is not paid before its turn. */
export const ThreeAtOnce: Story = {
  args: { generations: [] },
  render: function Render() {
    const [transport] = useState(() => createPageTransport());
    const [storage] = useState(createPageStorage);
    return <Batch transport={transport} storage={storage} />;
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: /^Generate/ }));
    await waitFor(() => expect(canvas.getByText("Waiting for its turn")).toBeVisible(), {
      timeout: 10_000,
    });
  },
};

/** One in every state, newest first. */
export const EveryState: Story = {
  args: {
    generations: [
      waiting,
      inQueue,
      inProgress,
      completed,
      unconfirmed,
      failedWith({ code: "content-policy", charged: "maybe" }),
      canceled,
    ].map(toListed),
  },
};

/** At 320 px nothing is cut. */
export const Narrow: Story = {
  ...EveryState,
  decorators: [(Story) => <div style={{ inlineSize: 288 }}>{Story()}</div>],
};

export const Empty: Story = { args: { generations: [] } };

/** The same prompt every time: each has a name of its own all the same. */
function toListed(generation: StartedGeneration, index: number): StartedGeneration {
  const submittedAt = generation.submittedAt - index * 60_000;
  return { ...generation, attemptId: `attempt-${index}`, submittedAt };
}
