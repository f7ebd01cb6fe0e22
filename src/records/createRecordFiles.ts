import type { GenerationRecord } from "../model/record.js";
import type { KlingStorage } from "./KlingStorage.js";
import { parseRecord } from "./parseRecord.js";

/** The storage could not be read, which says nothing about what is in it. */
export const UNREADABLE = Symbol("unreadable");

/** The stored records of one visitor at one proxy. Nothing here rejects. */
export interface RecordFiles {
  /** The attempt ids of everything that is stored, garbage included. */
  list(): Promise<readonly string[]>;
  /** `undefined`: there is no such record, or none of this version. */
  read(attemptId: string): Promise<GenerationRecord | undefined | typeof UNREADABLE>;
  /** Whether it is kept now; a full or blocked storage does not keep it. */
  write(record: GenerationRecord): Promise<boolean>;
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

  return {
    toAttemptId,
    async list() {
      try {
        const keys = await storage.keys(prefix);
        return keys.map(toAttemptId).filter((attemptId) => attemptId !== undefined);
      } catch {
        return [];
      }
    },
    async read(attemptId) {
      try {
        return parseRecord(await storage.getItem(prefix + attemptId));
      } catch {
        return UNREADABLE;
      }
    },
    async write(record) {
      try {
        await storage.setItem(prefix + record.attemptId, JSON.stringify(record));
        return true;
      } catch {
        return false;
      }
    },
    async remove(attemptId) {
      try {
        await storage.removeItem(prefix + attemptId);
        return true;
      } catch {
        return false;
      }
    },
  };
}
