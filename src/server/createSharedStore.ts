import type { KlingStore } from "./KlingStore.js";
import { withinStoreTime } from "./withinStoreTime.js";

/**
 * A store over a server that others share: a server that is down or hangs is a rejection within
 * bounded time, and every time to live a whole number of seconds.
 */
export function createSharedStore(server: Omit<KlingStore, "isShared">): KlingStore {
  return {
    isShared: true,
    create: (key, value, ttlS) => withinStoreTime(server.create(key, value, toSeconds(ttlS))),
    get: (key) => withinStoreTime(server.get(key)),
    set: (key, value, ttlS) => withinStoreTime(server.set(key, value, toSeconds(ttlS))),
    delete: (key) => withinStoreTime(server.delete(key)),
    add: (key, amount, ttlS) => withinStoreTime(server.add(key, amount, toSeconds(ttlS))),
  };
}

/** Redis takes whole seconds only; 0 would be forever. */
function toSeconds(ttlS: number): number {
  return Math.max(1, Math.ceil(ttlS));
}
