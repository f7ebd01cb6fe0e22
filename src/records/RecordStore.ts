import type { KlingVideoInput } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import type { GenerationRecord } from "../model/record.js";

/** What only this page knows of an attempt whose request it is about to send or has in flight. */
export interface LiveAttempt {
  /** With its files, while they are being uploaded. */
  input: KlingVideoInput;
  /** Cancel was pressed before there was anything to cancel, or its request is on its way. */
  isCancelPending: boolean;
  /** It may be sent now: fewer generations are under way than may be at once. */
  hasTurn?: boolean | undefined;
}

/** What changes in a record. */
export type RecordChange = Partial<
  Pick<
    GenerationRecord,
    "slot" | "progress" | "input" | "reopenings" | "isReported" | "isDismissed"
  >
>;

/** The records of one visitor at one proxy: one truth for all components and tabs. */
export interface RecordStore {
  /** Keeps the store in step with other tabs for as long as somebody listens. */
  subscribe(listener: () => void): () => void;
  /** All records, oldest first; the same array until something changes. */
  getRecords(): readonly GenerationRecord[];
  getRecord(attemptId: string): GenerationRecord | undefined;

  /** The first owner gets the slot; `false` for everybody else until it is released. */
  claimSlot(slot: string, owner: object): boolean;
  /** Whoever listens may claim it then. */
  releaseSlot(slot: string, owner: object): void;
  /** The records of one slot become those of another. */
  moveSlot(from: string, to: string): void;

  /**
   * Takes the slot for a new attempt, in the same tick, so that a second press finds it taken.
   *
   * @returns `false` where a generation of the slot is under way
   */
  begin(record: GenerationRecord, live: LiveAttempt): boolean;
  /** Adds the note of a request that was made elsewhere, unless it is known. Not kept by itself. */
  adopt(record: GenerationRecord): Promise<void>;
  /** What this page has in flight; `undefined` for another page's attempt. */
  getLive(attemptId: string): LiveAttempt | undefined;
  setLive(attemptId: string, change: Partial<LiveAttempt>): void;
  /** Asks the page that has an attempt in its hands to cancel it. */
  askToCancel(attemptId: string): void;
  /** The attempt is no longer in the hands of this page alone. */
  endLive(attemptId: string): void;

  /** A cancel of this page is on its way. */
  isCanceling(attemptId: string): boolean;
  setCanceling(attemptId: string, isOnItsWay: boolean): void;
  /** Why the last cancel of an attempt did not work. */
  getCancelError(attemptId: string): KlingVideoError | undefined;
  setCancelError(attemptId: string, error: KlingVideoError | undefined): void;

  /**
   * Changes a record: for this page at once, durably when the promise resolves. It never rejects:
   * a record that cannot be kept lives on in this page.
   */
  update(attemptId: string, change: RecordChange): Promise<void>;
  /** Resolves when what other pages have noted has been read, or cannot be read soon. */
  ready(): Promise<void>;
  /** Whether another page has taken an attempt of this page for lost and settled it. */
  isTakenOver(attemptId: string): Promise<boolean>;
  /** Keeps a record durably as it is. */
  save(attemptId: string): Promise<void>;
  remove(attemptId: string): Promise<void>;
  /** Whether all records of this page would survive a reload. */
  isDurable(): boolean;
}

/** Whether a record stands for a generation that is under way. */
export function isActiveRecord({ progress }: GenerationRecord): boolean {
  return (
    progress.phase === "uploading" ||
    progress.phase === "waiting" ||
    progress.phase === "submitting" ||
    progress.phase === "accepted"
  );
}

/** Whether a record has come to its end. */
export function isFinishedRecord({ progress }: GenerationRecord): boolean {
  return (
    progress.phase === "completed" || progress.phase === "failed" || progress.phase === "canceled"
  );
}
