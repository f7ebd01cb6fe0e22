import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { installApp, type InstalledApp } from "../../e2e/support/installApp.js";
import { packLibrary } from "../../e2e/support/packLibrary.js";
import { LIBRARY } from "../../e2e/support/places.js";
import { runCommand } from "../../e2e/support/runCommand.js";
import { FAL_KEY } from "../../server/support/startProxy.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the small hosts, with the packed library installed. */
    hostApps: string;
    /** The Next example, built, with the routes of the tests besides its own. */
    nextHost: string;
    /** The Express example, built. */
    expressApp: string;
    /** The Hono example, built. */
    honoApp: string;
  }
}

const HOSTS = fileURLToPath(new URL("../", import.meta.url));

const EXAMPLES = join(LIBRARY, "examples");

/**
 * Once per run: the library is packed, and installed in the small hosts and in the examples, which
 * are built. `KLING_TARBALL` names another tarball to test.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["KLING_TARBALL"];
  const packed = given ? null : await packLibrary();
  const tarball = given ?? packed?.tarball ?? "";
  const installed: InstalledApp[] = [];
  const install = async (source: string, keepsLock = false) => {
    const app = await installApp({ source, tarball, keepsLock });
    installed.push(app);
    return app.folder;
  };
  const removeAll = async () => {
    await Promise.all(installed.map((app) => app.remove()));
    await packed?.remove();
  };
  try {
    console.log("→ Installing the tarball in the hosts of the tests, and building the examples");
    await Promise.all([
      install(join(HOSTS, "apps"), true).then(async (folder) => {
        const build = ["--no", "--", "react-router", "build", "reactRouter"];
        await runCommand("npx", build, folder, { NODE_ENV: "production" });
        project.provide("hostApps", folder);
      }),
      install(join(EXAMPLES, "next-app")).then(async (folder) => {
        await buildNext(folder);
        project.provide("nextHost", folder);
      }),
      install(join(EXAMPLES, "vite-express")).then(async (folder) => {
        await runCommand("npm", ["run", "build"], folder);
        project.provide("expressApp", folder);
      }),
      install(join(EXAMPLES, "vite-hono")).then(async (folder) => {
        await runCommand("npm", ["run", "build"], folder);
        project.provide("honoApp", folder);
      }),
    ]);
  } catch (error) {
    await removeAll();
    throw error;
  }
  return removeAll;
}

async function buildNext(folder: string): Promise<void> {
  await cp(join(HOSTS, "nextRoutes"), folder, { recursive: true });
  for (const file of ["createTestProxy.mjs", "handler.mjs"]) {
    await cp(join(HOSTS, "apps", file), join(folder, file));
  }
  // The key is that of the tests' own routes: they make their proxy while they load.
  const env = { NEXT_TELEMETRY_DISABLED: "1", FAL_KEY };
  await runCommand("npm", ["run", "build"], folder, env);
}
