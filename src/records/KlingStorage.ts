/** Where records are kept: `localStorage` has this form, and so may a host's own, also async. */
export interface KlingStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
  /** All keys that begin with the prefix. */
  keys(prefix: string): readonly string[] | Promise<readonly string[]>;
}
