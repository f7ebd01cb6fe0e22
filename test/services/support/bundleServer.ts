import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleEntry } from "../../support/bundleEntry.js";

/** Bundles the server entry. Answers with its file and what removes it. */
export async function bundleServer(): Promise<{ bundle: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "kling-hosts-"));
  const bundle = join(folder, "server.mjs");
  await writeFile(bundle, await bundleEntry("src/server/index.ts", "server", "es"));
  return { bundle, remove: () => rm(folder, { recursive: true }) };
}
