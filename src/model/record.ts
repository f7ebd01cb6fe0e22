import type { UploadedKlingVideoInput } from "./input.js";
import type { Charged, KlingVideoErrorInit } from "./KlingVideoError.js";
import type { KlingVideo } from "./status.js";

/** Version of the stored form. A record of a newer version is left alone. */
export const RECORD_VERSION = 1;

/**
 * How far an attempt has come, as far as it must be remembered.
 * What fal knows itself (place in the queue, logs) is not part of it.
 */
export type RecordPhase =
  | { phase: "uploading" }
  /** Its turn has not come: nothing is sent, and nothing paid. */
  | { phase: "waiting" }
  /** Written before the POST: from here on it may cost money. */
  | { phase: "submitting" }
  | { phase: "unconfirmed"; error: KlingVideoErrorInit }
  | {
      phase: "accepted";
      requestId: string;
      /** The visitor wishes it canceled, in ms since the epoch. */
      cancelRequestedAt?: number | undefined;
      /** fal has taken the wish: from now on a 404 means that it is gone. */
      isCancelAccepted?: boolean | undefined;
      /** fal said that it was still waiting, right before it took the wish: it costs nothing. */
      isQueuedAtCancel?: boolean | undefined;
    }
  | {
      phase: "completed";
      requestId: string;
      video: KlingVideo;
      startedAt?: number | undefined;
      completedAt: number;
      billableUnits?: number | undefined;
    }
  | {
      phase: "failed";
      requestId?: string | undefined;
      error: KlingVideoErrorInit;
      completedAt: number;
    }
  | { phase: "canceled"; requestId?: string | undefined; charged: Charged; completedAt: number };

/** The durable note of one attempt: what was asked for, at which price, and what became of it. */
export interface GenerationRecord {
  v: typeof RECORD_VERSION;
  /** Ours, minted at the press: there is no request id before fal's answer. */
  attemptId: string;
  /** Which widget of the page. */
  slot: string;
  /** As it is sent to fal; a picture that is still a file is `""` until its URL is known. */
  input: UploadedKlingVideoInput;
  /** The price on the button at the press, in US dollars. */
  priceUsd: number;
  /** When Generate was pressed, in ms since the epoch. */
  submittedAt: number;
  progress: RecordPhase;
  /** How often it was opened again after its end, to be asked for anew. */
  reopenings?: number | undefined;
  /** `onCompleted` has been called for it. */
  isReported?: boolean | undefined;
  /** The visitor does not want to see it in its slot any more. */
  isDismissed?: boolean | undefined;
}

/** fal's request id of a record, once it is known. */
export function requestIdOf({ progress }: GenerationRecord): string | undefined {
  return "requestId" in progress ? progress.requestId : undefined;
}
