/**
 * What the proxy remembers between requests: attempts, whose request is whose, and what has been
 * spent. Every write has a time to live, after which the entry is gone.
 *
 * `createMemoryStore`, `createRedisStore` and `createPostgresStore` are such stores. One of your
 * own needs these methods; `create`, `delete` and `add` must be atomic across all processes that
 * share it, or a press can be paid for twice and a budget overspent. A method that fails rejects.
 */
export interface KlingStore {
  /** Whether other processes, and this one after a restart, see the same. */
  readonly isShared: boolean;
  /** Writes where nothing stands yet, and answers `null`; else it answers what stands there. */
  create(key: string, value: string, ttlS: number): Promise<string | null>;
  get(key: string): Promise<string | null>;
  /** Writes over what stands there. */
  set(key: string, value: string, ttlS: number): Promise<void>;
  /**
   * Deletes the entry where this value stands in it. A deletion that comes late, or twice, must not
   * take what another request has written there meanwhile.
   */
  delete(key: string, value: string): Promise<void>;
  /**
   * Adds a whole number, which may be negative, to a count that begins at 0 and lives `ttlS` seconds
   * from its first addition. Answers the new count.
   */
  add(key: string, amount: number, ttlS: number): Promise<number>;
}
