import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { packLibrary } from "../e2e/support/packLibrary.js";
import { LIBRARY } from "../e2e/support/places.js";
import { runCommand } from "../e2e/support/runCommand.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The packed tarball. */
    tarball: string;
    /** The package as it comes out of the tarball, where its dependencies are found too. */
    packed: string;
  }
}

// Inside of the repository, because from there node_modules is found.
const FOLDER = join(LIBRARY, ".cache", "package");

/** Packs what `npm run build` made, and unpacks it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { tarball, remove } = await packLibrary();
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await runCommand("tar", ["-xzf", tarball, "-C", FOLDER], LIBRARY);
  project.provide("tarball", tarball);
  project.provide("packed", join(FOLDER, "package"));
  return remove;
}
