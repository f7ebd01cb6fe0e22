import RateLimiterRedis from "rate-limiter-flexible/lib/RateLimiterRedis.js";
import { createSharedStore } from "./createSharedStore.js";
import type { KlingStore } from "./KlingStore.js";
import type { IoredisClient, NodeRedisClient } from "./redisClients.js";
import { type RedisCommands, toRedisCommands } from "./toRedisCommands.js";
import { STORE_WAIT_MAX_MS } from "./withinStoreTime.js";

/** SET with both NX and GET does the same, but only since Redis 7. */
const CREATE_SCRIPT = `
local known = redis.call("get", KEYS[1])
if known then return known end
redis.call("set", KEYS[1], ARGV[1], "EX", ARGV[2])
return false`;

const DELETE_SCRIPT = `
if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end
return 0`;

const READY_CHECK_MS = 20;

/**
 * A store in Redis or Valkey, shared by all processes that use it. What Redis forgets, the proxy
 * forgets: let it evict nothing (`maxmemory-policy noeviction`) and keep its data over a restart
 * (`appendonly yes`).
 *
 * @example
 * import { Redis } from "ioredis";
 *
 * // By itself it sends a command anew whose answer it lost, and what is counted is counted twice.
 * const options = { autoResendUnfulfilledCommands: false };
 * const store = createRedisStore(new Redis(process.env.REDIS_URL, options));
 *
 * @example
 * import { createClient } from "redis";
 *
 * const client = createClient({ url: process.env.REDIS_URL });
 * await client.connect();
 * const store = createRedisStore(client);
 *
 * @param client of `ioredis` or of `redis` (node-redis) 4 or newer; it stays the host's to close
 * @param options `keyPrefix` begins every key; two hosts on one Redis need two. Default `"kling"`
 * @returns the store. Its methods reject when Redis has not answered within 3 seconds
 * @throws TypeError where `client` is none
 */
export function createRedisStore(
  client: IoredisClient | NodeRedisClient,
  { keyPrefix = "kling" }: { keyPrefix?: string | undefined } = {},
): KlingStore {
  const redis = toRedisCommands(client);
  // The limits are the proxy's own: this only counts.
  const counts = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: redis.isNodeRedis,
    keyPrefix: `${keyPrefix}:count`,
    points: Number.MAX_SAFE_INTEGER,
    duration: 0,
  });
  const toKey = (key: string) => `${keyPrefix}:entry:${key}`;

  return createSharedStore({
    async create(key, value, ttlS) {
      await untilConnected(redis);
      return toText(await redis.run(CREATE_SCRIPT, toKey(key), [value, String(ttlS)]));
    },
    async get(key) {
      await untilConnected(redis);
      return toText(await redis.get(toKey(key)));
    },
    async set(key, value, ttlS) {
      await untilConnected(redis);
      await redis.set(toKey(key), value, ttlS);
    },
    async delete(key, value) {
      await untilConnected(redis);
      await redis.run(DELETE_SCRIPT, toKey(key), [value]);
    },
    async add(key, amount, ttlS) {
      await untilConnected(redis);
      const { consumedPoints } = await counts.penalty(key, amount, { customDuration: ttlS });
      return consumedPoints;
    },
  });
}

/**
 * A command that waits in the client would be run when Redis is back, long after the proxy has
 * refused the request that it was for.
 */
async function untilConnected(redis: RedisCommands): Promise<void> {
  const endsAt = Date.now() + STORE_WAIT_MAX_MS;
  while (redis.isConnecting()) {
    if (Date.now() >= endsAt) throw new Error("Redis is not connected.");
    await new Promise((resolve) => setTimeout(resolve, READY_CHECK_MS));
  }
}

/** `null` means "nothing stands there", and that is paid for: nothing else may be taken for it. */
function toText(answer: unknown): string | null {
  if (typeof answer === "string") return answer;
  if (answer === null || answer === undefined) return null;
  throw new TypeError("The Redis client does not answer text. Give the store one that does.");
}
