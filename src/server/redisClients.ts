/** What the store needs of a client or cluster of `ioredis`. */
export interface IoredisClient {
  readonly status: string;
  defineCommand(name: string, definition: { lua: string; numberOfKeys?: number }): unknown;
  get(key: string): Promise<unknown>;
  set(key: string, value: string, unit: "EX", seconds: number): Promise<unknown>;
  eval(script: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
}

/** What the store needs of a client or cluster of `redis` (node-redis), version 4 or newer. */
export interface NodeRedisClient {
  readonly isOpen: boolean;
  readonly isReady?: boolean;
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { EX: number }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
}
