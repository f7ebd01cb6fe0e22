import type { KlingStore } from "./KlingStore.js";
import { withinStoreTime } from "./withinStoreTime.js";

/** A store that answers or rejects within bounded time, whoever wrote it. */
export function limitStoreTime(store: KlingStore): KlingStore {
  return {
    isShared: store.isShared,
    create: (key, value, ttlS) => withinStoreTime(store.create(key, value, ttlS)),
    get: (key) => withinStoreTime(store.get(key)),
    set: (key, value, ttlS) => withinStoreTime(store.set(key, value, ttlS)),
    delete: (key, value) => withinStoreTime(store.delete(key, value)),
    add: (key, amount, ttlS) => withinStoreTime(store.add(key, amount, ttlS)),
  };
}
