import type { IoredisClient, NodeRedisClient } from "./redisClients.js";

/** The few commands of the store, whichever client the host has. */
export interface RedisCommands {
  isNodeRedis: boolean;
  /** Whether a command would wait for a connection that is being made. */
  isConnecting(): boolean;
  get(key: string): Promise<unknown>;
  set(key: string, value: string, ttlS: number): Promise<unknown>;
  run(script: string, key: string, args: readonly string[]): Promise<unknown>;
}

/** States of an ioredis client in which it keeps commands for later. */
const IOREDIS_CONNECTING = ["connecting", "connect", "reconnecting", "close"];

/**
 * @throws TypeError where it is a client of neither package
 */
export function toRedisCommands(client: IoredisClient | NodeRedisClient): RedisCommands {
  if (isIoredis(client)) return toIoredisCommands(client);
  if (isNodeRedis(client)) return toNodeRedisCommands(client);
  throw new TypeError(
    "createRedisStore got no Redis client, so nothing could be remembered. " +
      "Give it a client of ioredis, or of redis (node-redis) 4 or newer.",
  );
}

function isIoredis(client: unknown): client is IoredisClient {
  return isObject(client) && "defineCommand" in client && "status" in client;
}

function isNodeRedis(client: unknown): client is NodeRedisClient {
  return isObject(client) && "isOpen" in client && "eval" in client;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function toIoredisCommands(client: IoredisClient): RedisCommands {
  return {
    isNodeRedis: false,
    isConnecting: () => IOREDIS_CONNECTING.includes(client.status),
    get: (key) => client.get(key),
    set: (key, value, ttlS) => client.set(key, value, "EX", ttlS),
    run: (script, key, args) => client.eval(script, 1, key, ...args),
  };
}

function toNodeRedisCommands(client: NodeRedisClient): RedisCommands {
  // Without a listener a lost connection would end the host's process.
  client.on("error", () => undefined);
  return {
    isNodeRedis: true,
    isConnecting: () => client.isOpen && client.isReady === false,
    get: (key) => client.get(key),
    set: (key, value, ttlS) => client.set(key, value, { EX: ttlS }),
    run: (script, key, args) => client.eval(script, { keys: [key], arguments: [...args] }),
  };
}
