import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { HOST_APP_SOURCE } from "./places.js";
import { runCommand } from "./runCommand.js";

const LEFT_BEHIND = ["node_modules", "dist", "package-lock.json"];

/**
 * Does what a stranger does: copies the example to a folder of its own, installs the library from
 * its tarball, and builds.
 */
export async function buildHostApp(
  tarball: string,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "kling-host-app-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(HOST_APP_SOURCE, folder, {
      recursive: true,
      filter: (path) => !LEFT_BEHIND.includes(basename(path)),
    });
    await dependOn(tarball, join(folder, "package.json"));
    await runCommand("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
    await runCommand("npm", ["run", "build"], folder);
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}

async function dependOn(tarball: string, packageFile: string): Promise<void> {
  const text = await readFile(packageFile, "utf8");
  const changed = text.replace(
    /"react-kling-video": "[^"]*"/,
    `"react-kling-video": ${JSON.stringify(`file:${tarball}`)}`,
  );
  if (changed === text) throw new Error("The example does not depend on react-kling-video.");
  await writeFile(packageFile, changed);
}
