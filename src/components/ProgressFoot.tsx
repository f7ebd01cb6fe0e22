"use client";

import type { Labels } from "../locales/Labels.js";
import { canCancel } from "./canCancel.js";
import { GenerationLogs } from "./GenerationLogs.js";
import type { GenerationUnderWay } from "./GenerationUnderWay.js";
import { StepList } from "./StepList.js";
import { toErrorText } from "./toErrorText.js";
import { isTaken } from "./toProgressWords.js";

interface ProgressFootProps {
  generation: GenerationUnderWay;
  onCancel: (() => void) | undefined;
  isLogOpen: boolean | undefined;
  onLogOpenChange: ((isOpen: boolean) => void) | undefined;
  labels: Labels;
}

/** What stands under the picture: the steps, Cancel, the log, and what happens without the page. */
export function ProgressFoot(props: ProgressFootProps) {
  const { generation, onCancel, isLogOpen, onLogOpenChange, labels } = props;
  const isCancelable = canCancel(generation);
  const cancelWords = generation.cancelError && toErrorText(generation.cancelError, labels);
  return (
    <div className="kling-progress-foot">
      <div className="kling-progress-row">
        <StepList generation={generation} labels={labels} />
        {onCancel ? (
          <button
            type="button"
            className="kling-button"
            aria-disabled={!isCancelable}
            onClick={() => isCancelable && onCancel()}
          >
            {labels.cancel}
          </button>
        ) : null}
      </div>
      {cancelWords ? (
        <p role="alert" className="kling-error">
          {cancelWords.message} <span className="kling-error-hint">{cancelWords.hint}</span>
        </p>
      ) : null}
      {isTaken(generation) ? (
        <p className="kling-hint kling-progress-note">
          {generation.isDurable ? labels.progressKeepsGoing : labels.progressKeepOpen}
        </p>
      ) : null}
      {generation.status === "in-progress" ? (
        <GenerationLogs
          lines={generation.logs}
          isOpen={isLogOpen}
          onOpenChange={onLogOpenChange}
          labels={labels}
        />
      ) : null}
    </div>
  );
}
