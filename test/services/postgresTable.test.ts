import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Pool, type PoolConfig } from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { findPostgres } from "../../scripts/services.mjs";
import { createPostgresStore } from "../../src/server/createPostgresStore.js";
import { bundleServer } from "./support/bundleServer.js";
import { POSTGRES_USER, startPostgres } from "./support/startPostgres.js";
import type { Service } from "./support/startService.js";

const MINUTE_S = 60;
const HOUR_MS = 60 * 60 * 1000;
const CREATOR = fileURLToPath(new URL("support/createTable.mjs", import.meta.url));

describe.skipIf(findPostgres() === null)("the table in Postgres", () => {
  let service: Service;
  let server: Awaited<ReturnType<typeof bundleServer>>;
  beforeAll(async () => {
    [service, server] = await Promise.all([startPostgres(), bundleServer()]);
  }, 120_000);
  afterAll(() => Promise.all([service.close(), server.remove()]));

  function openPool(config: PoolConfig = {}): Pool {
    const database = "postgres";
    const host = "127.0.0.1";
    const pool = new Pool({ host, port: service.port, user: POSTGRES_USER, database, ...config });
    onTestFinished(() => pool.end());
    return pool;
  }

  test("many processes may create it at once", async () => {
    for (const tableName of ["first_time", "second_time"]) {
      const processes = await Promise.all(
        Array.from({ length: 3 }, async () => {
          const child = fork(CREATOR, [pathToFileURL(server.bundle).href], {
            env: { ...process.env, PGPORT: String(service.port), PGUSER: POSTGRES_USER },
            execArgv: [],
          });
          onTestFinished(() => void child.kill());
          await once(child, "message");
          return child;
        }),
      );
      const answers = processes.map(async (child) => {
        const answer = once(child, "message");
        child.send({ tableName });
        return (await answer)[0] as unknown;
      });
      expect((await Promise.all(answers)).flat()).toEqual(Array.from({ length: 30 }, () => "made"));
    }
  }, 60_000);

  test("a creation that failed is tried again", async () => {
    const pool = openPool();
    await pool.query("CREATE ROLE newcomer LOGIN");
    await pool.query("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    const store = createPostgresStore(openPool({ user: "newcomer" }), { tableName: "denied" });
    await expect(store.get("key")).rejects.toThrow("permission denied");
    await expect(store.add("key", 1, MINUTE_S)).rejects.toThrow("permission denied");
    await pool.query("GRANT CREATE ON SCHEMA public TO newcomer");
    expect(await store.add("key", 1, MINUTE_S)).toBe(1);
  });

  test("one that the host has made will do, for a role that may create none", async () => {
    const pool = openPool();
    await createPostgresStore(pool, { tableName: "made_before" }).get("key");
    await pool.query("CREATE ROLE clerk LOGIN");
    await pool.query("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    await pool.query("GRANT SELECT, INSERT, UPDATE, DELETE ON made_before TO clerk");
    const store = createPostgresStore(openPool({ user: "clerk" }), { tableName: "made_before" });
    expect(await store.create("key", "value", MINUTE_S)).toBeNull();
    expect(await store.add("key", 1, MINUTE_S)).toBe(1);
  });

  test("what has expired is cleared in the end", async () => {
    const pool = openPool();
    const tableName = "cleared";
    await createPostgresStore(pool, { tableName }).set("kept", "value", MINUTE_S);
    const ends = [Date.now() - 2 * HOUR_MS, Date.now() - HOUR_MS / 2];
    await pool.query(`INSERT INTO ${tableName} VALUES ('old', 1, $1), ('fresh', 1, $2)`, ends);
    await createPostgresStore(pool, { tableName }).create("new", "value", MINUTE_S);
    const readKeys = async () => {
      const { rows } = await pool.query<{ key: string }>(`SELECT key FROM ${tableName}`);
      return rows.map(({ key }) => key).sort();
    };
    await expect.poll(readKeys).toEqual(["entry:kept", "entry:new", "fresh"]);
  });

  test("a server that takes connections and says nothing is a rejection, and not for good", async () => {
    const store = createPostgresStore(openPool({ connectionTimeoutMillis: 5_000 }));
    service.freeze();
    try {
      await expect(store.get("key")).rejects.toThrow("within 3 s");
    } finally {
      service.thaw();
    }
    await expect.poll(() => store.get("key"), { timeout: 20_000 }).toBeNull();
  });

  test("a name that is no table's is refused at once", () => {
    const pool = openPool();
    for (const tableName of ["", "a b", 'x"; DROP TABLE y', "ü", "x".repeat(64)]) {
      expect(() => createPostgresStore(pool, { tableName })).toThrow("is no name for a table");
    }
  });
});
