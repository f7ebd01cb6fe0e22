import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import {
  FrameUploader,
  GenerateButton,
  GenerationFailure,
  GenerationProgress,
  GenerationSettings,
  GenerationStage,
  KlingVideoProvider,
  PromptEditor,
  StageInvitation,
  useGeneratorForm,
  useKlingVideo,
  VideoResult,
  type KlingVideoConfig,
} from "../src/index.js";
import { createPageTransport } from "./support/createPageTransport.js";

/** The widget's parts in another order, from public names only: the stage first, one frame. */
function StageFirst(config: KlingVideoConfig) {
  const video = useKlingVideo({ ...config, slot: "stage-first" });
  const form = useGeneratorForm(video, { ...config, slot: "stage-first" });
  const { generation, check, cancel, reset } = video;
  const sendSame = () => generation.status !== "idle" && form.send(generation.input);

  return (
    <KlingVideoProvider {...config}>
      <div style={{ display: "grid", gap: 16, maxInlineSize: 560, marginInline: "auto" }}>
        <GenerationStage generation={generation} picture={form.draft.startFrame}>
          {generation.status === "idle" ? <StageInvitation /> : null}
          <GenerationProgress generation={generation} onCancel={cancel} onCheck={check} />
          <VideoResult generation={generation} />
          <GenerationFailure
            generation={generation}
            isShownAtField={form.isShownAtField}
            onRetry={sendSame}
            onSendAgain={sendSame}
            onDismiss={reset}
          />
        </GenerationStage>
        <PromptEditor
          value={form.draft.prompt}
          onValueChange={form.setPrompt}
          onSubmit={form.press}
          error={form.findError("prompt")}
        />
        <FrameUploader
          label="Start frame"
          isRequired
          value={form.draft.startFrame}
          onValueChange={form.setStartFrame}
          error={form.findError("image_url")}
        />
        <GenerationSettings value={form.draft.settings} onValueChange={form.setSettings} />
        <GenerateButton
          duration={form.draft.settings.duration}
          onGenerate={form.press}
          blockedReason={form.blockedReason}
          notBefore={form.notBefore}
        />
      </div>
    </KlingVideoProvider>
  );
}

const meta = {
  title: "Own layout",
  component: StageFirst,
  render: function Render() {
    const [transport] = useState(() => createPageTransport());
    return <StageFirst transport={transport} />;
  },
} satisfies Meta<typeof StageFirst>;

export default meta;

/** A host that wants another layout takes the parts and the form, and places them itself. */
export const StageOnTop: StoryObj<typeof meta> = {};
