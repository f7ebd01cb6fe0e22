import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "./ensureBuild.js";
import { LIBRARY } from "./places.js";
import { runCommand } from "./runCommand.js";

/** Packs the library as `npm publish` would; it is built first where the build is older than `src`. */
export async function packLibrary(): Promise<{ tarball: string; remove: () => Promise<void> }> {
  await ensureBuild();
  const folder = await mkdtemp(join(tmpdir(), "kling-tarball-"));
  await runCommand("npm", ["pack", "--silent", "--pack-destination", folder], LIBRARY);
  const name = (await readdir(folder)).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm pack made no tarball.");
  return { tarball: join(folder, name), remove: () => rm(folder, { recursive: true }) };
}
