import { cp } from "node:fs/promises";
import { join } from "node:path";
import { installApp, type InstalledApp } from "./installApp.js";
import { HOST_APP_SOURCE, TEST_HOST_SOURCE } from "./places.js";
import { runCommand } from "./runCommand.js";

/** What the test host has from the example. */
const SHARED = ["server.mjs", "vite.config.js"];

export interface HostAppOptions {
  /** Where the packed library is. */
  tarball: string;
  /** The exact version of react and react-dom. @default the example's own */
  reactVersion?: string | undefined;
}

/**
 * Installs the example with the library's tarball, and builds it. In `testHost` below it is a host
 * whose pages the tests can set up, in React's development build, with StrictMode's second mount and
 * all warnings.
 */
export async function buildHostApp({
  tarball,
  reactVersion,
}: HostAppOptions): Promise<InstalledApp> {
  const app = await installApp({
    source: HOST_APP_SOURCE,
    tarball,
    ...(reactVersion !== undefined && {
      versions: { react: reactVersion, "react-dom": reactVersion },
    }),
  });
  const { folder } = app;
  const testHost = join(folder, "testHost");
  try {
    await cp(TEST_HOST_SOURCE, testHost, { recursive: true });
    await Promise.all(SHARED.map((file) => cp(join(folder, file), join(testHost, file))));
    await runCommand("npm", ["run", "build"], folder);
    const build = ["--no", "--", "vite", "build", "testHost"];
    await runCommand("npx", build, folder, { NODE_ENV: "development" });
  } catch (error) {
    await app.remove();
    throw error;
  }
  return app;
}
