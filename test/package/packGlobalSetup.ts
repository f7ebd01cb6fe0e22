import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The packed tarball. */
    tarball: string;
    /** The package as it comes out of the tarball, where its dependencies are found too. */
    packed: string;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = join(ROOT, ".cache", "package");

/** Packs what `npm run build` made, and unpacks it. */
export default function setup(project: TestProject): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["pack", "--silent", "--pack-destination", FOLDER], { cwd: ROOT });
  const name = readdirSync(FOLDER).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm pack made no tarball.");
  execFileSync("tar", ["-xzf", name], { cwd: FOLDER });
  project.provide("tarball", join(FOLDER, name));
  project.provide("packed", join(FOLDER, "package"));
}
