import { execFileSync } from "node:child_process";
import { chown, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgres } from "../../../scripts/services.mjs";
import { findFreePort } from "./findFreePort.js";
import { type Service, startService } from "./startService.js";

export const POSTGRES_USER = "kling";

/** A Postgres of our own, in a folder of its own. Everybody of this machine may log in. */
export async function startPostgres(): Promise<Service> {
  const bin = findPostgres();
  if (bin === null) throw new Error("There is no postgres on this machine.");
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), "kling-postgres-"));
  const owner = findOwner();
  if (owner) await chown(folder, owner.uid, owner.gid);
  const options = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
  const initial = ["-U", POSTGRES_USER, "--auth=trust", "--encoding=UTF8", "--no-sync"];
  execFileSync(join(bin, "initdb"), ["-D", folder, ...initial], { ...options, stdio: "ignore" });
  const settings = ["listen_addresses=127.0.0.1", "fsync=off", "max_connections=200"];
  const args = ["-D", folder, "-p", String(port), "-k", folder];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  return startService(join(bin, "postgres"), [...args, ...flags], port, options);
}

/** Postgres does not start as root. */
function findOwner(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const name = isUser("postgres") ? "postgres" : "nobody";
  return { uid: readId("-u", name), gid: readId("-g", name) };
}

function isUser(name: string): boolean {
  try {
    return readId("-u", name) > 0;
  } catch {
    return false;
  }
}

function readId(flag: string, name: string): number {
  return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
}
