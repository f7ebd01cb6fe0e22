import type { KlingStore } from "../../../src/server/index.js";

export interface BreakableStore extends KlingStore {
  /** While it is down, every method rejects. */
  isDown: boolean;
}

/** A store that can be taken down, as a Redis in the middle of the night. */
export function createBreakableStore(store: KlingStore): BreakableStore {
  const reach = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (breakable.isDown) throw new Error("redis://user:password-canary@store: connection lost");
    return ask();
  };
  const breakable: BreakableStore = {
    isDown: false,
    isShared: true,
    create: (...entry) => reach(() => store.create(...entry)),
    get: (key) => reach(() => store.get(key)),
    set: (...entry) => reach(() => store.set(...entry)),
    delete: (...entry) => reach(() => store.delete(...entry)),
    add: (...count) => reach(() => store.add(...count)),
  };
  return breakable;
}
