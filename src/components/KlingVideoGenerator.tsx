"use client";

import {
  forwardRef,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
} from "react";
import type { KlingVideoConfig } from "../hooks/KlingVideoContext.js";
import { splitConfig } from "../hooks/splitConfig.js";
import type { GeneratorInput } from "../hooks/toDraft.js";
import { useGeneratorForm } from "../hooks/useGeneratorForm.js";
import { useKlingVideo } from "../hooks/useKlingVideo.js";
import { useLabels } from "../hooks/useLabels.js";
import type { GenerationReports } from "../hooks/GenerationReports.js";
import { useTransport } from "../hooks/useTransport.js";
import { cx } from "./cx.js";
import { FramePair } from "./FramePair.js";
import { GenerateButton } from "./GenerateButton.js";
import { GenerationFailure } from "./GenerationFailure.js";
import { GenerationProgress } from "./GenerationProgress.js";
import { GenerationSettings } from "./GenerationSettings.js";
import { GenerationStage } from "./GenerationStage.js";
import { KlingVideoProvider } from "./KlingVideoProvider.js";
import { PromptEditor } from "./PromptEditor.js";
import { ProxyDiagnosis } from "./ProxyDiagnosis.js";
import { StageInvitation } from "./StageInvitation.js";
import { VideoResult } from "./VideoResult.js";

/** Props of `KlingVideoGenerator`. */
export interface KlingVideoGeneratorProps
  extends
    Omit<ComponentPropsWithoutRef<"section">, "children" | "slot">,
    KlingVideoConfig,
    GenerationReports {
  /** Which widget of the page: each slot has one generation at a time. @default "default" */
  slot?: string | undefined;
  /** The prompt to begin with. @default "" */
  defaultPrompt?: string | undefined;
  /** The input to begin with, in fal's words. @default nothing */
  defaultInput?: GeneratorInput | undefined;
  /** Whether the form, its frames too, survives a reload, for 7 days. @default true */
  persistDraft?: boolean | undefined;
  /**
   * Asks the proxy what is wrong with it as soon as the widget is there, not only after a failure.
   * It costs nothing, and never happens in production. @default false
   */
  diagnose?: boolean | undefined;
  /** Light or dark: as where it stands, always the same, or as the system. @default "inherit" */
  colorScheme?: "inherit" | "light" | "dark" | "system" | undefined;
}

/**
 * The ready widget: frames, prompt, settings and Generate on one side, what comes back on the
 * other. It is made of public parts only: for another layout, copy it and move the parts.
 *
 * Renders a `<section>`; `data-status` is the status of its generation.
 */
export const KlingVideoGenerator = forwardRef<HTMLElement, KlingVideoGeneratorProps>(
  function KlingVideoGenerator(props, ref) {
    const [ownConfig, more] = splitConfig(props);
    const {
      slot = "default",
      defaultPrompt,
      defaultInput,
      persistDraft,
      diagnose = false,
      ...most
    } = more;
    const { colorScheme = "inherit", onCompleted, onFailed, onAuthRequired, ...others } = most;
    const { className, ...rest } = others;

    const transport = useTransport(ownConfig);
    const config = { ...ownConfig, transport };
    const labels = useLabels(config.labels);
    // Who does not look at the log needs none.
    const [isLogOpen, setIsLogOpen] = useState(true);
    const reports = { onCompleted, onFailed, onAuthRequired };
    const video = useKlingVideo({ ...config, ...reports, slot, logs: isLogOpen });
    const { generation, check, cancel, reset } = video;

    const begin = { defaultPrompt, defaultInput, persistDraft };
    const form = useGeneratorForm(video, { ...config, slot, ...begin });
    const { draft, refusedPresses, press, send, findError, isShownAtField } = form;

    const root = useRef<HTMLElement>(null);
    useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current);
    useEffect(() => {
      if (refusedPresses > 0) focusFirstInvalid(root.current);
    }, [refusedPresses]);

    const input = generation.status === "idle" ? null : generation.input;
    const { startFrame, endFrame } = draft;
    const frames = useMemo(() => ({ startFrame, endFrame }), [startFrame, endFrame]);
    const sendSame = useCallback(() => {
      if (!input) return;
      // A file that was never uploaded is noted without an address, but may still be in the form.
      send({
        ...input,
        image_url: input.image_url || startFrame,
        tail_image_url: input.tail_image_url === "" ? (endFrame ?? "") : input.tail_image_url,
      });
    }, [input, startFrame, endFrame, send]);
    const warm = () => transport?.warm();

    // One element for as long as nothing on the stage changes: typing must not render it.
    const stage = useMemo(
      () => (
        <GenerationStage generation={generation} picture={startFrame}>
          {generation.status === "idle" ? <StageInvitation /> : null}
          <GenerationProgress
            generation={generation}
            onCancel={cancel}
            onCheck={check}
            isLogOpen={isLogOpen}
            onLogOpenChange={setIsLogOpen}
          />
          <VideoResult generation={generation} />
          <GenerationFailure
            generation={generation}
            isShownAtField={isShownAtField}
            onRetry={sendSame}
            onSendAgain={sendSame}
            onCheck={check}
            onDismiss={reset}
          />
        </GenerationStage>
      ),
      [generation, startFrame, isShownAtField, sendSame, cancel, check, reset, isLogOpen],
    );

    return (
      <KlingVideoProvider {...config}>
        <section
          aria-label={labels.generator}
          {...rest}
          ref={root}
          className={cx("kling kling-generator", className)}
          data-status={generation.status}
          data-color-scheme={colorScheme}
          onPointerEnter={(event) => {
            rest.onPointerEnter?.(event);
            warm();
          }}
          onFocus={(event) => {
            rest.onFocus?.(event);
            warm();
          }}
        >
          <div className="kling-generator-columns">
            <div className="kling-generator-form">
              <div className="kling-field" role="group" aria-label={labels.frames}>
                <div className="kling-field-head">
                  <span className="kling-label">{labels.frames}</span>
                  <span className="kling-hint">{labels.framesHint}</span>
                </div>
                <FramePair
                  key={form.draftTurn}
                  value={frames}
                  onValueChange={form.setFrames}
                  onPendingChange={form.setPending}
                  startError={findError("image_url")}
                  endError={findError("tail_image_url")}
                  capture="environment"
                  areaRef={root}
                />
              </div>
              <PromptEditor
                value={draft.prompt}
                onValueChange={form.setPrompt}
                onSubmit={press}
                error={findError("prompt")}
              />
              <GenerationSettings
                value={draft.settings}
                onValueChange={form.setSettings}
                error={findError("duration", "cfg_scale", "negative_prompt")}
              />
              <GenerateButton
                duration={draft.settings.duration}
                onGenerate={press}
                blockedReason={form.blockedReason}
                notBefore={form.notBefore}
              />
            </div>
            <div className="kling-generator-stage">{stage}</div>
          </div>
          <ProxyDiagnosis generation={diagnose ? undefined : generation} />
        </section>
      </KlingVideoProvider>
    );
  },
);

function focusFirstInvalid(root: HTMLElement | null): void {
  root?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
