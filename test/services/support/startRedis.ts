import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRedis } from "../../../scripts/services.mjs";
import { findFreePort } from "./findFreePort.js";
import { type Service, startService } from "./startService.js";

/**
 * A Redis of our own, which keeps nothing on the disk.
 *
 * @param settings further ones, as on its command line
 */
export async function startRedis(settings: readonly string[] = []): Promise<Service> {
  const path = findRedis();
  if (path === null) throw new Error("There is no redis-server on this machine.");
  const port = await findFreePort();
  const args = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", ...settings];
  return startService(path, args, port, { cwd: await mkdtemp(join(tmpdir(), "kling-redis-")) });
}
