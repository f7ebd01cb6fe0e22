import type { PostgresPool } from "./PostgresPool.js";

/** What Postgres says where another process has just created the same table. */
const CREATED_BY_ANOTHER = ["23505", "42P07", "42710"];

/**
 * Creates the store's table where there is none. Where the host's migrations have made it, the role
 * needs no right to create tables.
 *
 * @param table as SQL names it, in quotes
 */
export async function createPostgresTable(pool: PostgresPool, table: string): Promise<void> {
  const { rows } = await pool.query("SELECT to_regclass($1) IS NOT NULL AS is_there", [table]);
  if (rows[0]?.is_there === true) return;
  try {
    await pool.query(toDefinition(table), []);
  } catch (error) {
    if (!isCreatedByAnother(error)) throw error;
  }
}

/**
 * The first three columns are those of rate-limiter-flexible, in its order. Counts and times are
 * double: `pg` reads a bigint as text.
 */
function toDefinition(table: string): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (
    key text PRIMARY KEY,
    points double precision NOT NULL DEFAULT 0,
    expire double precision,
    value text,
    is_found boolean NOT NULL DEFAULT false
  )`;
}

function isCreatedByAnother(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("code" in error)) return false;
  return CREATED_BY_ANOTHER.includes(String(error.code));
}
