import type { GenerationRecord } from "../model/record.js";
import type { KlingStorage } from "./KlingStorage.js";
import { parseRecord } from "./parseRecord.js";
import { within } from "./within.js";

/** The storage could not be read, which says nothing about what is in it. */
export const UNREADABLE = Symbol("unreadable");

/** A storage that takes longer is one that does not work; nobody's press waits for it any longer. */
const ANSWERS_WITHIN_MS = 5_000;

/** What became of a record that was to be stored. */
export type Written = "kept" | "refused" | "silent";

/** The stored records of one visitor at one proxy. Nothing here rejects or takes for ever. */
export interface RecordFiles {
  /** The attempt ids of everything that is stored, garbage included. */
  list(): Promise<readonly string[]>;
  /** `undefined`: there is no such record, or none of this version. */
  read(attemptId: string): Promise<GenerationRecord | undefined | typeof UNREADABLE>;
  /** Whether it is kept now. A full or blocked storage refuses, another one never answers. */
  write(record: GenerationRecord): Promise<Written>;
  /** Whether it is gone now. */
  remove(attemptId: string): Promise<boolean>;
  /** The attempt id in a key of the storage; `undefined` for a key of somebody else's. */
  toAttemptId(key: string): string | undefined;
}

/** Each record is an entry of its own, so that two pages do not write over each other's. */
export function createRecordFiles(namespace: string, storage: KlingStorage): RecordFiles {
  const prefix = `${namespace}:`;
  const toAttemptId = (key: string) =>
    key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
  const changing = new Map<string, Promise<Written>>();

  /** One after the other, so that a slow write cannot end after the one that followed it. */
  function change(attemptId: string, act: () => void | Promise<void>): Promise<Written> {
    const before = changing.get(attemptId);
    const done = before ? before.then(() => toWritten(act)) : toWritten(act);
    changing.set(attemptId, done);
    void done.then(() => {
      if (changing.get(attemptId) === done) changing.delete(attemptId);
    });
    return within(ANSWERS_WITHIN_MS, done, "silent");
  }

  return {
    toAttemptId,
    async list() {
      const keys = await within(
        ANSWERS_WITHIN_MS,
        attempt(() => storage.keys(prefix)),
        UNREADABLE,
      );
      if (keys === UNREADABLE) return [];
      return keys.map(toAttemptId).filter((attemptId) => attemptId !== undefined);
    },
    async read(attemptId) {
      const key = prefix + attemptId;
      const text = await within(
        ANSWERS_WITHIN_MS,
        attempt(() => storage.getItem(key)),
        UNREADABLE,
      );
      return text === UNREADABLE ? UNREADABLE : parseRecord(text);
    },
    write: (record) =>
      change(record.attemptId, () =>
        storage.setItem(prefix + record.attemptId, JSON.stringify(record)),
      ),
    async remove(attemptId) {
      const written = await change(attemptId, () => storage.removeItem(prefix + attemptId));
      return written === "kept";
    },
  };
}

/** What the storage answers, or `UNREADABLE` where it throws. */
async function attempt<T>(act: () => T | Promise<T>): Promise<T | typeof UNREADABLE> {
  try {
    return await act();
  } catch {
    return UNREADABLE;
  }
}

async function toWritten(act: () => void | Promise<void>): Promise<Written> {
  return (await attempt(act)) === UNREADABLE ? "refused" : "kept";
}
