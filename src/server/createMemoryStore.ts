import RateLimiterMemory from "rate-limiter-flexible/lib/RateLimiterMemory.js";
import type { KlingStore } from "./KlingStore.js";

/** Most entries; the oldest go first. */
const ENTRIES_MAX = 20_000;

/** The longest time that a timer can wait; counts that live longer stay as long as the process. */
const TIMER_MAX_S = 2_147_483;

interface Entry {
  value: string;
  expiresAt: number;
}

/**
 * A store in the memory of one process. A restart forgets everything, so visitors are cut off from
 * what was under way; other processes know nothing of it, so a platform that starts several cannot
 * use it; and the oldest of 20,000 entries go first. It is for development, and for a server that is
 * one process and may forget.
 */
export function createMemoryStore(): KlingStore {
  const entries = new Map<string, Entry>();
  // The limits are the proxy's own: this only counts.
  const counts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 0 });

  function find(key: string): string | null {
    const entry = entries.get(key);
    if (entry && entry.expiresAt > Date.now()) return entry.value;
    entries.delete(key);
    return null;
  }

  function write(key: string, value: string, ttlS: number): void {
    entries.delete(key);
    entries.set(key, { value, expiresAt: Date.now() + ttlS * 1000 });
    for (const oldest of entries.keys()) {
      if (entries.size <= ENTRIES_MAX) break;
      entries.delete(oldest);
    }
  }

  return {
    isShared: false,
    create(key, value, ttlS) {
      const known = find(key);
      if (known === null) write(key, value, ttlS);
      return Promise.resolve(known);
    },
    get: (key) => Promise.resolve(find(key)),
    set: (key, value, ttlS) => Promise.resolve(write(key, value, ttlS)),
    delete(key, value) {
      if (find(key) === value) entries.delete(key);
      return Promise.resolve();
    },
    async add(key, amount, ttlS) {
      const customDuration = ttlS > TIMER_MAX_S ? 0 : ttlS;
      const { consumedPoints } = await counts.penalty(key, amount, { customDuration });
      return consumedPoints;
    },
  };
}
