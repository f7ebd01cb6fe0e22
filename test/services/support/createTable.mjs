// Uses a table that may not be there yet, ten times at once, when it is told to.
import pg from "pg";

const { createPostgresStore } = await import(process.argv[2]);
const pool = new pg.Pool({ host: "127.0.0.1", database: "postgres" });
await pool.query("SELECT 1");

process.on("message", async ({ tableName }) => {
  const stores = Array.from({ length: 10 }, () => createPostgresStore(pool, { tableName }));
  const answers = stores.map((store) => store.get("key").then(() => "made", String));
  process.send(await Promise.all(answers));
});
process.on("disconnect", () => process.exit());
process.send("ready");
