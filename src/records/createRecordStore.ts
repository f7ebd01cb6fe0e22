import { requestIdOf, type GenerationRecord } from "../model/record.js";
import { memoryStorage } from "./browserStorage.js";
import { callSafely } from "./callSafely.js";
import { createCancels } from "./createCancels.js";
import { createOwnerQuestions } from "./createOwnerQuestions.js";
import { createRecordFiles, UNREADABLE } from "./createRecordFiles.js";
import { createSlots } from "./createSlots.js";
import { isBetterKnown } from "./isBetterKnown.js";
import type { KlingStorage } from "./KlingStorage.js";
import { openPageLine } from "./openPageLine.js";
import type { PageChannel, PageMessage } from "./pageChannel.js";
import {
  isActiveRecord,
  isFinishedRecord,
  type LiveAttempt,
  type RecordStore,
} from "./RecordStore.js";
import { toOrphanProgress } from "./toOrphanProgress.js";

/** A press waits no longer than this for what other pages have noted. */
const READY_WITHIN_MS = 2_000;

/** Most finished records that are kept; the oldest go first. */
const FINISHED_MAX = 100;

/** What a record store is made of. */
export interface RecordStoreOptions {
  /** Whose records: everything that is kept begins with it. */
  namespace: string;
  /** `undefined`: nothing can be kept beyond the page. */
  storage: KlingStorage | undefined;
}

/** Makes the store of the records of one visitor at one proxy. */
export function createRecordStore({ namespace, storage }: RecordStoreOptions): RecordStore {
  const files = createRecordFiles(namespace, storage ?? memoryStorage());
  const records = new Map<string, GenerationRecord>();
  const live = new Map<string, LiveAttempt>();
  const listeners = new Set<() => void>();
  const adopted = new Set<string>();
  const unsaved = new Set<string>();
  const writing = new Set<string>();
  /** Of these another page has told something meanwhile. */
  const unheard = new Set<string>();
  const seenStored = new Set<string>();
  const slots = createSlots(notify);
  const cancels = createCancels(notify);
  const owners = createOwnerQuestions(
    (attemptId) => line?.post({ type: "who-owns", attemptId }),
    (attemptId) => void settleOrphan(attemptId),
  );
  let line: PageChannel | undefined;
  let snapshot: readonly GenerationRecord[] = [];
  let reading: Promise<void> = Promise.resolve();

  function notify(): void {
    snapshot = [...records.values()].sort((a, b) => a.submittedAt - b.submittedAt);
    listeners.forEach(callSafely);
  }

  // In step with other pages

  /** The line is open while somebody listens, and while this page must answer for an attempt. */
  function tuneLine(): void {
    const isNeeded = listeners.size > 0 || live.size > 0;
    if (isNeeded && !line) {
      line = openPageLine(namespace, {
        onMessage: hear,
        onStored: hearStorage,
        onReturn: () => void readAll(),
      });
    }
    if (!isNeeded && line) {
      line.close();
      line = undefined;
      owners.stop();
    }
  }

  function hear({ type, attemptId }: PageMessage): void {
    switch (type) {
      case "changed":
        void read(attemptId);
        return;
      case "who-owns":
        if (live.has(attemptId)) line?.post({ type: "mine", attemptId });
        return;
      case "mine":
        owners.hearOwner(attemptId);
        return;
      case "cancel":
        setLive(attemptId, { isCancelPending: true });
        return;
    }
  }

  function hearStorage(key: string | null): void {
    if (key === null) return restore();
    const attemptId = files.toAttemptId(key);
    if (attemptId !== undefined) void read(attemptId);
  }

  /** Site data that another tab has cleared take nothing from a page: what is paid for stays noted. */
  function restore(): void {
    for (const record of snapshot) {
      if (!isFinishedRecord(record)) void save(record.attemptId);
    }
  }

  function setLive(attemptId: string, change: Partial<LiveAttempt>): void {
    const attempt = live.get(attemptId);
    if (!attempt) return;
    live.set(attemptId, { ...attempt, ...change });
    notify();
  }

  /** An attempt whose page is gone: nothing was sent, or nobody can know. */
  async function settleOrphan(attemptId: string): Promise<void> {
    // Its page may have written the answer and gone since.
    const record = await files.read(attemptId);
    if (!record || record === UNREADABLE || live.has(attemptId)) return;
    const progress = toOrphanProgress(record.progress, Date.now());
    if (progress) await update(attemptId, { progress });
    else await read(attemptId);
  }

  // Reading and writing

  async function readAll(): Promise<void> {
    const stored = await files.list();
    await Promise.all([...new Set([...stored, ...records.keys()])].map(read));
  }

  async function read(attemptId: string): Promise<void> {
    if (live.has(attemptId) || unsaved.has(attemptId)) return;
    if (writing.has(attemptId)) return void unheard.add(attemptId);
    const known = records.get(attemptId);
    const record = await files.read(attemptId);
    // It may have changed here while the storage was being read.
    if (live.has(attemptId) || records.get(attemptId) !== known) return;
    // A storage that cannot be read says nothing about what is known already.
    if (record === UNREADABLE) return;
    // A request id is what was paid for: a page that does not know it must not take it away.
    if (known && record && requestIdOf(known) && !requestIdOf(record)) return save(attemptId);
    if (record) records.set(attemptId, record);
    else if (!adopted.has(attemptId)) records.delete(attemptId);
    if (record && toOrphanProgress(record.progress, 0)) owners.ask(attemptId);
    else owners.forget(attemptId);
    notify();
  }

  async function save(attemptId: string): Promise<void> {
    const record = records.get(attemptId);
    if (!record) return;
    writing.add(attemptId);
    if (mayBeKnownBetterElsewhere(record) && (await isKnownBetterElsewhere(record))) {
      writing.delete(attemptId);
      return read(attemptId);
    }
    // It may have been changed or removed here meanwhile.
    const newest = records.get(attemptId);
    if (!newest) return endWriting(attemptId);
    const written = await files.write(newest);
    // What is silent would be as silent about each of those that could make room.
    const isSaved =
      written === "kept" || (written === "refused" && (await writeInPlaceOfFinished(newest)));
    if (isSaved && live.has(attemptId)) await noteStored(attemptId);
    if (isSaved) unsaved.delete(attemptId);
    else unsaved.add(attemptId);
    line?.post({ type: "changed", attemptId });
    endWriting(attemptId);
  }

  /** What another page has told of meanwhile is read now. */
  function endWriting(attemptId: string): void {
    writing.delete(attemptId);
    if (unheard.delete(attemptId)) void read(attemptId);
  }

  /** Looks whether the storage really has it: one that keeps nothing says nothing of other pages. */
  async function noteStored(attemptId: string): Promise<void> {
    const stored = await files.read(attemptId);
    if (stored !== undefined && stored !== UNREADABLE) seenStored.add(attemptId);
  }

  /** Others are written in the very tick of the change: the page may be gone in the next one. */
  function mayBeKnownBetterElsewhere(record: GenerationRecord): boolean {
    if (live.has(record.attemptId)) return false;
    const { phase } = record.progress;
    return requestIdOf(record) === undefined || phase === "failed" || phase === "canceled";
  }

  /** This one may have slept, and not have heard of it. */
  async function isKnownBetterElsewhere(record: GenerationRecord): Promise<boolean> {
    const stored = await files.read(record.attemptId);
    return stored !== undefined && stored !== UNREADABLE && isBetterKnown(stored, record);
  }

  async function update(
    attemptId: string,
    change: Parameters<RecordStore["update"]>[1],
  ): Promise<void> {
    const record = records.get(attemptId);
    if (!record) return;
    records.set(attemptId, { ...record, ...change });
    notify();
    await save(attemptId);
  }

  async function remove(attemptId: string): Promise<void> {
    records.delete(attemptId);
    cancels.forget(attemptId);
    unsaved.delete(attemptId);
    notify();
    await files.remove(attemptId);
    line?.post({ type: "changed", attemptId });
  }

  /**
   * Finished ones go first, the oldest before the others and no more than needed; what is under way
   * or unconfirmed never goes. Where it does not help, this page still shows all of them.
   */
  async function writeInPlaceOfFinished(record: GenerationRecord): Promise<boolean> {
    const gone: string[] = [];
    for (const old of snapshot) {
      if (!isFinishedRecord(old) || old.attemptId === record.attemptId) continue;
      if (!(await files.remove(old.attemptId))) return false;
      gone.push(old.attemptId);
      if ((await files.write(record)) === "kept") {
        await Promise.all(gone.map(remove));
        return true;
      }
    }
    gone.forEach((attemptId) => unsaved.add(attemptId));
    return false;
  }

  /** Finished ones go first; what is under way or unconfirmed never goes. */
  async function evictFinished(keep: number): Promise<void> {
    const finished = snapshot.filter(isFinishedRecord);
    await Promise.all(
      finished.slice(0, Math.max(0, finished.length - keep)).map((r) => remove(r.attemptId)),
    );
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      tuneLine();
      if (listeners.size === 1) reading = readAll();
      return () => {
        listeners.delete(listener);
        tuneLine();
      };
    },
    getRecords: () => snapshot,
    getRecord: (attemptId) => records.get(attemptId),

    claimSlot: slots.claim,
    releaseSlot: slots.release,
    moveSlot(from, to) {
      const moved = snapshot.filter(({ slot }) => slot === from);
      moved.forEach(({ attemptId }) => void update(attemptId, { slot: to }));
    },

    begin(record, attempt) {
      const isTaken = snapshot.some((r) => r.slot === record.slot && isActiveRecord(r));
      if (isTaken) return false;
      records.set(record.attemptId, record);
      live.set(record.attemptId, attempt);
      tuneLine();
      notify();
      void evictFinished(FINISHED_MAX);
      return true;
    },
    async adopt(record) {
      await reading;
      const requestId = requestIdOf(record);
      if (snapshot.some((known) => requestIdOf(known) === requestId)) return;
      records.set(record.attemptId, record);
      adopted.add(record.attemptId);
      notify();
    },
    getLive: (attemptId) => live.get(attemptId),
    setLive,
    askToCancel: (attemptId) => line?.post({ type: "cancel", attemptId }),
    endLive(attemptId) {
      live.delete(attemptId);
      seenStored.delete(attemptId);
      tuneLine();
      notify();
    },

    isCanceling: (attemptId) =>
      cancels.isOnItsWay(attemptId) || live.get(attemptId)?.isCancelPending === true,
    setCanceling: cancels.setOnItsWay,
    getCancelError: cancels.getError,
    setCancelError: cancels.setError,

    update,
    ready: () =>
      Promise.race([reading, new Promise<void>((go) => setTimeout(go, READY_WITHIN_MS))]),
    async isTakenOver(attemptId) {
      const stored = await files.read(attemptId);
      if (stored === UNREADABLE) return false;
      // What was there and is gone was settled by another page, and then dismissed.
      if (!stored) return seenStored.has(attemptId);
      return toOrphanProgress(stored.progress, 0) === undefined;
    },
    save,
    remove,
    isDurable: () => storage !== undefined && unsaved.size === 0,
  };
}
