import RateLimiterPostgres from "rate-limiter-flexible/lib/RateLimiterPostgres.js";
import { createPostgresTable } from "./createPostgresTable.js";
import { createSharedStore } from "./createSharedStore.js";
import type { KlingStore } from "./KlingStore.js";
import type { PostgresPool } from "./PostgresPool.js";
import { toPostgresStatements } from "./toPostgresStatements.js";
import { withinStoreTime } from "./withinStoreTime.js";

const CLEAR_EVERY_MS = 10 * 60 * 1000;

/** An expired entry stays so long: the clocks of two servers differ. */
const CLEAR_AFTER_MS = 60 * 60 * 1000;

/**
 * A store in Postgres, shared by all processes that use it. It creates its table on first use, where
 * there is none yet, and clears what has expired now and then.
 *
 * @example
 * import { Pool } from "pg";
 *
 * const store = createPostgresStore(new Pool({ connectionString: process.env.DATABASE_URL }));
 *
 * @param pool of `pg`; it stays the host's to end
 * @param options `tableName`: letters, digits and `_`, 63 at most. Default `"kling_store"`
 * @returns the store. Its methods reject when Postgres has not answered within 3 seconds
 * @throws TypeError where `pool` or `tableName` is none
 */
export function createPostgresStore(
  pool: PostgresPool,
  { tableName = "kling_store" }: { tableName?: string | undefined } = {},
): KlingStore {
  checkArguments(pool, tableName);
  // Without a listener a lost connection would end the host's process.
  pool.on?.("error", () => undefined);
  const table = `"${tableName}"`;
  const sql = toPostgresStatements(table);
  // The limits are the proxy's own: this only counts.
  const counts = new RateLimiterPostgres({
    // A pooler between us and Postgres may know nothing of statements that have a name.
    storeClient: { query: ({ text, values }: Query) => pool.query(text, values) },
    storeType: "pool",
    tableName,
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: "count",
    points: Number.MAX_SAFE_INTEGER,
    duration: 0,
  });
  let ready: Promise<void> | undefined;
  let clearedAt = 0;

  async function run(text: string, values: unknown[]) {
    await untilReady();
    const { rows } = await pool.query(text, values);
    return rows[0];
  }

  async function untilReady(): Promise<void> {
    ready ??= withinStoreTime(createPostgresTable(pool, table));
    try {
      await ready;
    } catch (error) {
      ready = undefined;
      throw error;
    }
  }

  function clearNowAndThen(): void {
    const now = Date.now();
    if (now < clearedAt + CLEAR_EVERY_MS) return;
    clearedAt = now;
    void pool.query(sql.clear, [now - CLEAR_AFTER_MS]).catch(() => undefined);
  }

  return createSharedStore({
    async create(key, value, ttlS) {
      const row = await run(sql.create, [toKey(key), value, toEnd(ttlS), Date.now()]);
      clearNowAndThen();
      return row?.is_found === false ? null : String(row?.value);
    },
    async get(key) {
      const row = await run(sql.get, [toKey(key), Date.now()]);
      return row === undefined ? null : String(row.value);
    },
    async set(key, value, ttlS) {
      await run(sql.set, [toKey(key), value, toEnd(ttlS)]);
    },
    async delete(key, value) {
      await run(sql.delete, [toKey(key), value]);
    },
    async add(key, amount, ttlS) {
      await untilReady();
      const { consumedPoints } = await counts.penalty(key, amount, { customDuration: ttlS });
      return consumedPoints;
    },
  });
}

interface Query {
  text: string;
  values: unknown[];
}

function checkArguments(pool: unknown, tableName: string): void {
  if (typeof pool !== "object" || pool === null || !("query" in pool)) {
    throw new TypeError(
      "createPostgresStore got no pool, so nothing could be remembered. Give it a Pool of pg.",
    );
  }
  if (!/^\w{1,63}$/.test(tableName)) {
    throw new TypeError(
      `createPostgresStore: "${tableName}" is no name for a table. ` +
        "Use letters, digits and _, 63 at most.",
    );
  }
}

function toKey(key: string): string {
  return `entry:${key}`;
}

function toEnd(ttlS: number): number {
  return Date.now() + ttlS * 1000;
}
