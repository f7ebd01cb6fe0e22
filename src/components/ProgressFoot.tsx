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
  labels: Labels;
}

/** What stands under the picture: the steps, Cancel, the log, and what happens without the page. */
export function ProgressFoot({ generation, onCancel, labels }: ProgressFootProps) {
  const isCancelable = canCancel(generation);
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
      {generation.cancelError ? (
        <p role="alert" className="kling-error">
          {toErrorText(generation.cancelError, labels).message}
        </p>
      ) : null}
      {isTaken(generation) ? (
        <p className="kling-hint kling-progress-note">
          {generation.isDurable ? labels.progressKeepsGoing : labels.progressKeepOpen}
        </p>
      ) : null}
      {generation.status === "in-progress" ? <GenerationLogs lines={generation.logs} /> : null}
    </div>
  );
}
