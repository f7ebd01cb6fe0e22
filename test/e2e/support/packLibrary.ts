import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIBRARY } from "./places.js";
import { runCommand } from "./runCommand.js";

/** Packs what the build made, as `npm publish` would. */
export async function packLibrary(): Promise<{ tarball: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "kling-tarball-"));
  await runCommand("npm", ["pack", "--silent", "--pack-destination", folder], LIBRARY);
  const name = (await readdir(folder)).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm pack made no tarball.");
  return { tarball: join(folder, name), remove: () => rm(folder, { recursive: true }) };
}
