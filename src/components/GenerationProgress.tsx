"use client";

import { forwardRef, memo, type ComponentPropsWithoutRef } from "react";
import { useHasPassed } from "../hooks/useHasPassed.js";
import { useLabels } from "../hooks/useLabels.js";
import type { Labels } from "../locales/Labels.js";
import type { Generation } from "../model/Generation.js";
import { Announcer } from "./Announcer.js";
import { cx } from "./cx.js";
import { isUnderWay, type GenerationUnderWay } from "./GenerationUnderWay.js";
import { ProgressFoot } from "./ProgressFoot.js";
import { ProgressOverlay } from "./ProgressOverlay.js";
import { StageBox } from "./StageBox.js";
import { toProgressWords, type ProgressWords } from "./toProgressWords.js";

/** After so long without an answer, silence needs a word. */
const CONFIRMATION_OVERDUE_MS = 10_000;
const FETCHING_OVERDUE_MS = 120_000;

export interface GenerationProgressProps extends Omit<
  ComponentPropsWithoutRef<"section">,
  "children"
> {
  /** What is under way. In any other status only the (then silent) status region is rendered. */
  generation: Generation;
  /** The visitor wants it canceled. Without it there is no Cancel button. */
  onCancel?: (() => void) | undefined;
  /** The visitor wants it looked at now: offered where waiting alone does not help. */
  onCheck?: (() => void) | undefined;
  /** Whether the log is open. @default what the visitor has chosen, at first open */
  isLogOpen?: boolean | undefined;
  /** Called when the visitor opens or closes the log. */
  onLogOpenChange?: ((isOpen: boolean) => void) | undefined;
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * The stage of a generation while it is under way: the start frame behind one sentence, the true
 * times, the steps, the log and Cancel. Renders a `<section>`, which holds the one status region,
 * so keep it mounted in every status.
 */
export const GenerationProgress = memo(
  forwardRef<HTMLElement, GenerationProgressProps>(function GenerationProgress(
    { generation, onCancel, onCheck, labels: ownLabels, className, ...others },
    ref,
  ) {
    const { isLogOpen, onLogOpenChange, ...rest } = others;
    const labels = useLabels(ownLabels);
    const isOverdue = useHasPassed(toStateKey(generation), toPatienceMs(generation));
    const underWay = isUnderWay(generation) ? generation : null;
    const words = underWay && toProgressWords(underWay, labels, isOverdue);
    return (
      <section
        ref={ref}
        {...rest}
        className={cx("kling kling-progress", className)}
        data-status={generation.status}
        data-connection={underWay?.connection}
      >
        <Announcer text={toAnnouncement(generation, words, labels)} />
        {underWay && words ? (
          <>
            <StageBox picture={underWay.input.image_url}>
              <ProgressOverlay
                words={words}
                submittedAt={underWay.submittedAt}
                onCheck={needsLook(underWay, isOverdue) ? onCheck : undefined}
                labels={labels}
              />
            </StageBox>
            <ProgressFoot
              generation={underWay}
              {...{ onCancel, isLogOpen, onLogOpenChange, labels }}
            />
          </>
        ) : null}
      </section>
    );
  }),
);

function toAnnouncement(
  generation: Generation,
  words: ProgressWords | null,
  labels: Labels,
): string {
  if (words) return [words.title, words.detail ?? ""].map(toSentence).join(" ").trim();
  return generation.status === "completed" ? labels.progressDone : "";
}

/** A listener hears where one thing ends and the next begins. */
function toSentence(words: string): string {
  return words === "" || /[.…]$/.test(words) ? words : `${words}.`;
}

function toStateKey(generation: Generation): string {
  if (generation.status === "idle") return "";
  const step = generation.status === "in-progress" ? generation.step : "";
  return `${generation.attemptId} ${generation.status} ${step}`;
}

function toPatienceMs(generation: Generation): number | null {
  if (generation.status === "submitting") return CONFIRMATION_OVERDUE_MS;
  const isFetching = generation.status === "in-progress" && generation.step === "fetching";
  return isFetching ? FETCHING_OVERDUE_MS : null;
}

/** A look of the visitor's own helps after signing in, and where a result does not come. */
function needsLook(generation: GenerationUnderWay, isOverdue: boolean): boolean {
  return (
    generation.connection === "signed-out" || (generation.status === "in-progress" && isOverdue)
  );
}
