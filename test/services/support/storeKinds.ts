import { Redis } from "ioredis";
import { Client, Pool } from "pg";
import { createClient } from "redis";
import { findPostgres, findRedis } from "../../../scripts/services.mjs";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import { createPostgresStore } from "../../../src/server/createPostgresStore.js";
import { createRedisStore } from "../../../src/server/createRedisStore.js";
import type { KlingStore } from "../../../src/server/KlingStore.js";
import { POSTGRES_USER, startPostgres } from "./startPostgres.js";
import { startRedis } from "./startRedis.js";
import type { Service } from "./startService.js";

export interface StoreKind {
  name: string;
  /** What host.mjs calls it. */
  client: "ioredis" | "node-redis" | "postgres";
  /** The server is not on this machine: its tests are skipped. */
  isMissing: boolean;
  /** The server behind it. */
  startService(): Promise<Service>;
  /** A store with a client of its own, and what closes the client. */
  open(port: number, prefix?: string): Promise<{ store: KlingStore; close(): Promise<unknown> }>;
  /** The server keeps its connections and answers nothing, until the function is called. */
  hang(service: Service): Promise<() => Promise<unknown>>;
}

const HOST = "127.0.0.1";

export const MEMORY = {
  name: "memory",
  open: () => Promise.resolve({ store: createMemoryStore(), close: () => Promise.resolve() }),
};

export const SHARED_KINDS: readonly StoreKind[] = [
  {
    name: "Redis through ioredis",
    client: "ioredis",
    isMissing: findRedis() === null,
    startService: () => startRedis(),
    hang: freeze,
    open(port, keyPrefix) {
      const client = new Redis({ host: HOST, port, autoResendUnfulfilledCommands: false });
      // It would print every lost connection.
      client.on("error", () => undefined);
      const close = () => Promise.resolve(client.disconnect());
      return Promise.resolve({ store: createRedisStore(client, { keyPrefix }), close });
    },
  },
  {
    name: "Redis through node-redis",
    client: "node-redis",
    isMissing: findRedis() === null,
    startService: () => startRedis(),
    hang: freeze,
    async open(port, keyPrefix) {
      const client = createClient({ socket: { host: HOST, port } });
      const store = createRedisStore(client, { keyPrefix });
      await client.connect();
      return { store, close: () => Promise.resolve(client.destroy()) };
    },
  },
  {
    name: "Postgres",
    client: "postgres",
    isMissing: findPostgres() === null,
    startService: startPostgres,
    open(port, tableName) {
      const pool = new Pool({ host: HOST, port, user: POSTGRES_USER, database: "postgres" });
      return Promise.resolve({
        store: createPostgresStore(pool, { tableName }),
        close: () => pool.end(),
      });
    },
    async hang({ port }) {
      const client = new Client({ host: HOST, port, user: POSTGRES_USER, database: "postgres" });
      await client.connect();
      await client.query("BEGIN");
      await client.query("LOCK TABLE kling_store");
      return () => client.end();
    },
  },
];

function freeze(service: Service): Promise<() => Promise<unknown>> {
  service.freeze();
  return Promise.resolve(() => Promise.resolve(service.thaw()));
}
