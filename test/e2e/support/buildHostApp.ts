import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { HOST_APP_SOURCE, TEST_HOST_SOURCE } from "./places.js";
import { runCommand } from "./runCommand.js";

const LEFT_BEHIND = ["node_modules", "dist", "package-lock.json"];

/** What the test host has from the example. */
const SHARED = ["server.mjs", "vite.config.js"];

export interface HostAppOptions {
  /** Where the packed library is. */
  tarball: string;
  /** The exact version of react and react-dom. @default the example's own */
  reactVersion?: string | undefined;
}

/**
 * Does what a stranger does: copies the example to a folder of its own, installs the library from
 * its tarball, and builds. In `testHost` below it is a host whose pages the tests can set up, in
 * React's development build, with StrictMode's second mount and all warnings.
 */
export async function buildHostApp({
  tarball,
  reactVersion,
}: HostAppOptions): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "kling-host-app-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const testHost = join(folder, "testHost");
  try {
    await cp(HOST_APP_SOURCE, folder, {
      recursive: true,
      filter: (path) => !LEFT_BEHIND.includes(basename(path)),
    });
    await cp(TEST_HOST_SOURCE, testHost, { recursive: true });
    await Promise.all(SHARED.map((file) => cp(join(folder, file), join(testHost, file))));

    const packageFile = join(folder, "package.json");
    await dependOn("react-kling-video", `file:${tarball}`, packageFile);
    if (reactVersion !== undefined) {
      await dependOn("react", reactVersion, packageFile);
      await dependOn("react-dom", reactVersion, packageFile);
    }
    await runCommand("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
    await runCommand("npm", ["run", "build"], folder);
    const build = ["--no", "--", "vite", "build", "testHost"];
    await runCommand("npx", build, folder, { NODE_ENV: "development" });
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}

async function dependOn(name: string, version: string, packageFile: string): Promise<void> {
  const text = await readFile(packageFile, "utf8");
  const dependency = new RegExp(`"${name}": "[^"]*"`);
  if (!dependency.test(text)) throw new Error(`The example does not depend on ${name}.`);
  await writeFile(packageFile, text.replace(dependency, `"${name}": ${JSON.stringify(version)}`));
}
