import type { Labels } from "../locales/Labels.js";
import type { GenerationUnderWay } from "./GenerationUnderWay.js";

/** What is said about a generation under way: one sentence, and what is known besides. */
export interface ProgressWords {
  title: string;
  detail: string | null;
}

/**
 * The one sentence for where a generation stands. What keeps the visitor from seeing it comes
 * before what it does.
 *
 * @param isOverdue it has been in this state for longer than one would expect
 */
export function toProgressWords(
  generation: GenerationUnderWay,
  labels: Labels,
  isOverdue: boolean,
): ProgressWords {
  return toTroubleWords(generation, labels) ?? toPlainWords(generation, labels, isOverdue);
}

function toTroubleWords(generation: GenerationUnderWay, labels: Labels): ProgressWords | null {
  if (generation.connection === "signed-out") {
    return { title: labels.progressSignedOut, detail: labels.progressSignedOutHint };
  }
  if (generation.isCanceling) {
    return { title: labels.progressCanceling, detail: toCancelCost(generation, labels) };
  }
  if (generation.connection === "reconnecting" && isTaken(generation)) {
    return { title: labels.progressReconnecting, detail: labels.progressStillMade };
  }
  return null;
}

function toCancelCost({ status }: GenerationUnderWay, labels: Labels): string {
  switch (status) {
    case "uploading":
      return labels.progressUploadingHint;
    case "waiting":
      return labels.progressWaitingHint;
    case "submitting":
    case "in-queue":
      return labels.progressCancelingEarly;
    case "in-progress":
      return labels.progressCancelingLate;
  }
}

function toPlainWords(
  generation: GenerationUnderWay,
  labels: Labels,
  isOverdue: boolean,
): ProgressWords {
  switch (generation.status) {
    case "uploading":
      return { title: labels.progressUploading, detail: labels.progressUploadingHint };
    case "waiting":
      return { title: labels.progressWaiting, detail: labels.progressWaitingHint };
    case "submitting":
      return {
        title: isOverdue ? labels.progressStillWaiting : labels.progressSubmitting,
        detail: null,
      };
    case "in-queue":
      return { title: labels.progressQueue, detail: toPlace(generation.queuePosition, labels) };
    case "in-progress":
      return {
        title: generation.step === "fetching" ? labels.progressFetching : labels.progressRendering,
        detail: null,
      };
  }
}

function toPlace(queuePosition: number | null, labels: Labels): string {
  if (queuePosition === null) return labels.progressQueueUnknown;
  if (queuePosition === 0) return labels.progressQueueNext;
  return labels.progressQueueAhead(queuePosition);
}

/** Whether fal has it, so that it goes on without this page. */
export function isTaken({ status }: GenerationUnderWay): boolean {
  return status === "in-queue" || status === "in-progress";
}
