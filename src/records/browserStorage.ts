import type { KlingStorage } from "./KlingStorage.js";

/**
 * `localStorage` as a `KlingStorage`, or `undefined` where there is none: on a server, in a
 * sandboxed frame, with blocked cookies.
 */
export function browserStorage(): KlingStorage | undefined {
  const storage = findLocalStorage();
  if (!storage) return undefined;
  return {
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) => storage.setItem(key, value),
    removeItem: (key) => storage.removeItem(key),
    keys: (prefix) =>
      Array.from({ length: storage.length }, (_, index) => storage.key(index))
        .filter((key) => key !== null)
        .filter((key) => key.startsWith(prefix)),
  };
}

/** Merely looking at it throws where storage is blocked. */
function findLocalStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** A storage that lasts as long as the page. */
export function memoryStorage(): KlingStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    keys: (prefix) => [...items.keys()].filter((key) => key.startsWith(prefix)),
  };
}
