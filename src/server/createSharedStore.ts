import type { KlingStore } from "./KlingStore.js";
import { limitStoreTime } from "./limitStoreTime.js";

/**
 * A store over a server that others share: a server that is down or hangs is a rejection within
 * bounded time, and every time to live a whole number of seconds.
 */
export function createSharedStore(server: Omit<KlingStore, "isShared">): KlingStore {
  return limitStoreTime({
    ...server,
    isShared: true,
    create: (key, value, ttlS) => server.create(key, value, toSeconds(ttlS)),
    set: (key, value, ttlS) => server.set(key, value, toSeconds(ttlS)),
    add: (key, amount, ttlS) => server.add(key, amount, toSeconds(ttlS)),
  });
}

/** Redis takes whole seconds only; 0 would be forever. */
function toSeconds(ttlS: number): number {
  return Math.max(1, Math.ceil(ttlS));
}
