"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { RecordStore } from "../records/RecordStore.js";

/** A value of the store that is kept up to date. It must be the same until something changes. */
export function useStored<T>(
  store: RecordStore | undefined,
  select: (store: RecordStore) => T,
): T | undefined {
  const subscribe = useCallback(
    (listener: () => void) => store?.subscribe(listener) ?? (() => {}),
    [store],
  );
  return useSyncExternalStore(
    subscribe,
    () => (store ? select(store) : undefined),
    () => undefined,
  );
}
