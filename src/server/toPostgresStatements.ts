/** The statements of the store. Times are milliseconds since 1970. */
export interface PostgresStatements {
  /** Key, value, end, now → `value` and `is_found`. */
  create: string;
  /** Key, now → `value`. */
  get: string;
  /** Key, value, end. */
  set: string;
  /** Key, value. */
  delete: string;
  /** Time. */
  clear: string;
}

/**
 * `create` writes `is_found` in either case, so that its own row tells what it has found: what a
 * second statement reads can be another process's by then.
 *
 * @param table as SQL names it, in quotes
 */
export function toPostgresStatements(table: string): PostgresStatements {
  const isLive = `${table}.expire > $4`;
  return {
    create: `INSERT INTO ${table} (key, value, expire) VALUES ($1, $2, $3)
      ON CONFLICT (key) DO UPDATE SET
        value = CASE WHEN ${isLive} THEN ${table}.value ELSE EXCLUDED.value END,
        expire = CASE WHEN ${isLive} THEN ${table}.expire ELSE EXCLUDED.expire END,
        is_found = ${isLive}
      RETURNING value, is_found`,
    get: `SELECT value FROM ${table} WHERE key = $1 AND expire > $2`,
    set: `INSERT INTO ${table} (key, value, expire) VALUES ($1, $2, $3)
      ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, expire = EXCLUDED.expire`,
    delete: `DELETE FROM ${table} WHERE key = $1 AND value = $2`,
    clear: `DELETE FROM ${table} WHERE expire < $1`,
  };
}
