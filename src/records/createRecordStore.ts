import type { KlingVideoError } from "../model/KlingVideoError.js";
import { requestIdOf, type GenerationRecord } from "../model/record.js";
import { memoryStorage } from "./browserStorage.js";
import type { KlingStorage } from "./KlingStorage.js";
import { openPageChannel, type PageChannel, type PageMessage } from "./pageChannel.js";
import { parseRecord } from "./parseRecord.js";
import {
  isActiveRecord,
  isFinishedRecord,
  type LiveAttempt,
  type RecordStore,
} from "./RecordStore.js";
import { toOrphanProgress } from "./toOrphanProgress.js";

/** A page that has an attempt in flight answers within this time, or is gone. */
const OWNER_ANSWERS_WITHIN_MS = 1_000;

/** How often a page is asked again whether it still has an attempt in flight. */
const ASK_OWNER_AGAIN_MS = 5_000;

/** A press waits no longer than this for what other pages have noted. */
const READY_WITHIN_MS = 2_000;

const UNREADABLE = Symbol("unreadable");

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
  const durable = storage ?? memoryStorage();
  const prefix = `${namespace}:`;
  const records = new Map<string, GenerationRecord>();
  const live = new Map<string, LiveAttempt>();
  const cancelErrors = new Map<string, KlingVideoError>();
  const slots = new Map<string, object>();
  const listeners = new Set<() => void>();
  const unsaved = new Set<string>();
  const writing = new Set<string>();
  const questions = new Map<string, ReturnType<typeof setTimeout>>();
  let channel: PageChannel | undefined;
  let snapshot: readonly GenerationRecord[] = [];
  let reading: Promise<void> = Promise.resolve();

  function notify(): void {
    snapshot = [...records.values()].sort((a, b) => a.submittedAt - b.submittedAt);
    listeners.forEach((listener) => listener());
  }

  // In step with other pages ------------------------------------------------------------------

  /** The line is open while somebody listens, and while this page must answer for an attempt. */
  function tuneChannel(): void {
    const isNeeded = listeners.size > 0 || live.size > 0;
    if (isNeeded && !channel) {
      channel = openPageChannel(namespace, hear);
      globalThis.addEventListener?.("storage", hearStorage);
      globalThis.addEventListener?.("pageshow", readAgain);
    }
    if (!isNeeded && channel) {
      channel.close();
      channel = undefined;
      globalThis.removeEventListener?.("storage", hearStorage);
      globalThis.removeEventListener?.("pageshow", readAgain);
      questions.forEach((timer) => clearTimeout(timer));
      questions.clear();
    }
  }

  function hear({ type, attemptId }: PageMessage): void {
    switch (type) {
      case "changed":
        void read(attemptId);
        return;
      case "who-owns":
        if (live.has(attemptId)) channel?.post({ type: "mine", attemptId });
        return;
      case "mine":
        ask(attemptId, ASK_OWNER_AGAIN_MS);
        return;
    }
  }

  /** A page that comes back has heard nothing while it was away. */
  function readAgain(): void {
    void readAll();
  }

  function hearStorage({ key }: StorageEvent): void {
    if (key === null) void readAll();
    else if (key.startsWith(prefix)) void read(key.slice(prefix.length));
  }

  /** An attempt before its answer belongs to a page. Where none answers for it, it is an orphan. */
  function askOwner(attemptId: string): void {
    channel?.post({ type: "who-owns", attemptId });
    clearTimeout(questions.get(attemptId));
    questions.set(
      attemptId,
      setTimeout(() => void settleOrphan(attemptId), OWNER_ANSWERS_WITHIN_MS),
    );
  }

  function ask(attemptId: string, afterMs: number): void {
    if (!questions.has(attemptId)) return;
    clearTimeout(questions.get(attemptId));
    questions.set(
      attemptId,
      setTimeout(() => askOwner(attemptId), afterMs),
    );
  }

  async function settleOrphan(attemptId: string): Promise<void> {
    questions.delete(attemptId);
    // Its page may have written the answer and gone since.
    const record = await readStored(attemptId);
    if (!record || record === UNREADABLE || live.has(attemptId)) return;
    const progress = toOrphanProgress(record.progress, Date.now());
    if (progress) await update(attemptId, { progress });
    else await read(attemptId);
  }

  // Reading and writing -----------------------------------------------------------------------

  async function readAll(): Promise<void> {
    try {
      const keys = await durable.keys(prefix);
      const ids = new Set(keys.map((key) => key.slice(prefix.length)));
      for (const attemptId of records.keys()) ids.add(attemptId);
      await Promise.all([...ids].map(read));
    } catch {
      // A storage that cannot be read holds nothing for this page.
    }
  }

  async function readStored(
    attemptId: string,
  ): Promise<GenerationRecord | undefined | typeof UNREADABLE> {
    try {
      return parseRecord(await durable.getItem(prefix + attemptId));
    } catch {
      return UNREADABLE;
    }
  }

  async function read(attemptId: string): Promise<void> {
    if (live.has(attemptId) || unsaved.has(attemptId) || writing.has(attemptId)) return;
    const known = records.get(attemptId);
    const record = await readStored(attemptId);
    // It may have changed here while the storage was being read.
    if (live.has(attemptId) || records.get(attemptId) !== known) return;
    // A storage that cannot be read says nothing about what is known already.
    if (record === UNREADABLE) return;
    // A request id is what was paid for: a page that does not know it must not take it away.
    if (known && record && requestIdOf(known) && !requestIdOf(record)) return save(attemptId);
    if (record) records.set(attemptId, record);
    else records.delete(attemptId);
    if (record && toOrphanProgress(record.progress, 0)) askOwner(attemptId);
    else forgetQuestion(attemptId);
    notify();
  }

  function forgetQuestion(attemptId: string): void {
    clearTimeout(questions.get(attemptId));
    questions.delete(attemptId);
  }

  async function save(attemptId: string): Promise<void> {
    const record = records.get(attemptId);
    if (!record) return;
    writing.add(attemptId);
    const isSaved = (await write(record)) || (await writeInPlaceOfFinished(record));
    writing.delete(attemptId);
    if (isSaved) unsaved.delete(attemptId);
    else unsaved.add(attemptId);
    channel?.post({ type: "changed", attemptId });
  }

  /** Whether it was kept; a full or blocked storage does not keep it. */
  async function write(record: GenerationRecord): Promise<boolean> {
    try {
      await durable.setItem(prefix + record.attemptId, JSON.stringify(record));
      return true;
    } catch {
      return false;
    }
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
    cancelErrors.delete(attemptId);
    unsaved.delete(attemptId);
    notify();
    try {
      await durable.removeItem(prefix + attemptId);
    } catch {
      // What cannot be removed could not be written either.
    }
    channel?.post({ type: "changed", attemptId });
  }

  /**
   * Finished ones go first, the oldest before the others and no more than needed; what is under way
   * or unconfirmed never goes. Where it does not help, this page still shows all of them.
   */
  async function writeInPlaceOfFinished(record: GenerationRecord): Promise<boolean> {
    const gone: string[] = [];
    for (const old of snapshot) {
      if (!isFinishedRecord(old) || old.attemptId === record.attemptId) continue;
      try {
        await durable.removeItem(prefix + old.attemptId);
      } catch {
        return false;
      }
      gone.push(old.attemptId);
      if (await write(record)) {
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
      tuneChannel();
      if (listeners.size === 1) reading = readAll();
      return () => {
        listeners.delete(listener);
        tuneChannel();
      };
    },
    getRecords: () => snapshot,
    getRecord: (attemptId) => records.get(attemptId),

    claimSlot(slot, owner) {
      const holder = slots.get(slot);
      if (holder && holder !== owner) return false;
      slots.set(slot, owner);
      return true;
    },
    releaseSlot(slot, owner) {
      if (slots.get(slot) === owner) slots.delete(slot);
    },

    begin(record, attempt) {
      const isTaken = snapshot.some((r) => r.slot === record.slot && isActiveRecord(r));
      if (isTaken) return false;
      records.set(record.attemptId, record);
      live.set(record.attemptId, attempt);
      tuneChannel();
      notify();
      void evictFinished(FINISHED_MAX);
      return true;
    },
    async adopt(record) {
      await reading;
      const requestId = requestIdOf(record);
      if (snapshot.some((known) => requestIdOf(known) === requestId)) return;
      records.set(record.attemptId, record);
      unsaved.add(record.attemptId);
      notify();
    },
    getLive: (attemptId) => live.get(attemptId),
    setLive(attemptId, change) {
      const attempt = live.get(attemptId);
      if (!attempt) return;
      live.set(attemptId, { ...attempt, ...change });
      notify();
    },
    endLive(attemptId) {
      live.delete(attemptId);
      tuneChannel();
      notify();
    },

    getCancelError: (attemptId) => cancelErrors.get(attemptId),
    setCancelError(attemptId, error) {
      if (error) cancelErrors.set(attemptId, error);
      else cancelErrors.delete(attemptId);
      notify();
    },

    update,
    ready: () =>
      Promise.race([reading, new Promise<void>((go) => setTimeout(go, READY_WITHIN_MS))]),
    async isTakenOver(attemptId) {
      const stored = await readStored(attemptId);
      if (!stored || stored === UNREADABLE) return false;
      return toOrphanProgress(stored.progress, 0) === undefined;
    },
    save,
    remove,
    isDurable: () => storage !== undefined && unsaved.size === 0,
  };
}
