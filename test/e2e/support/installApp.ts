import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runCommand } from "./runCommand.js";

const LOCK = "package-lock.json";

const LEFT_BEHIND = ["node_modules", "dist", "build", ".next", "next-env.d.ts"];

/** A copy of a host app outside of the repository. */
export interface InstalledApp {
  folder: string;
  remove: () => Promise<void>;
}

export interface InstallAppOptions {
  /** The folder of the app. */
  source: string;
  /** Where the packed library is. */
  tarball: string;
  /** Versions in place of the app's own, by package. */
  versions?: Readonly<Record<string, string>>;
  /** Whether its lock holds for all other packages. @default false */
  keepsLock?: boolean;
}

/**
 * Does what a stranger does: copies an app to a folder of its own, and installs the library from
 * its tarball.
 */
export async function installApp({
  source,
  tarball,
  versions = {},
  keepsLock = false,
}: InstallAppOptions): Promise<InstalledApp> {
  const folder = await mkdtemp(join(tmpdir(), "kling-host-app-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const leftBehind = keepsLock ? LEFT_BEHIND : [...LEFT_BEHIND, LOCK];
  try {
    await cp(source, folder, {
      recursive: true,
      filter: (path) => !leftBehind.includes(basename(path)),
    });
    await dependOn(join(folder, "package.json"), {
      "react-kling-video": `file:${tarball}`,
      ...versions,
    });
    await runCommand("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}

async function dependOn(
  packageFile: string,
  versions: Readonly<Record<string, string>>,
): Promise<void> {
  const manifest = JSON.parse(await readFile(packageFile, "utf8"));
  Object.assign(manifest.dependencies, versions);
  await writeFile(packageFile, JSON.stringify(manifest, null, 2));
}
