import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { LIBRARY } from "./places.js";
import { runCommand } from "./runCommand.js";

/** Builds the library, unless the build is as young as its sources. */
export async function ensureBuild(): Promise<void> {
  if (await isBuildFresh()) return;
  console.log("→ Building the library");
  await runCommand(process.execPath, ["scripts/build.mjs"], LIBRARY);
}

/** Whether nothing in `src` is younger than the build. */
async function isBuildFresh(): Promise<boolean> {
  const built = join(LIBRARY, "dist", "index.d.ts");
  if (!existsSync(built)) return false;
  const builtAt = statSync(built).mtimeMs;
  const entries = await readdir(join(LIBRARY, "src"), { recursive: true, withFileTypes: true });
  return entries.every(
    (entry) => !entry.isFile() || statSync(join(entry.parentPath, entry.name)).mtimeMs <= builtAt,
  );
}
