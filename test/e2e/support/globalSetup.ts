import type { TestProject } from "vitest/node";
import { buildHostApp } from "./buildHostApp.js";
import { packLibrary } from "./packLibrary.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built host app, with the packed library installed. */
    hostApp: string;
    /** The same on React 18. */
    hostAppOnReact18: string;
  }
}

const REACT_18 = "18.3.1";

/**
 * Once per run: the library is built and packed, and a fresh Vite app outside of the repository
 * installs that tarball and is built. `KLING_TARBALL` names another tarball to test.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["KLING_TARBALL"];
  const packed = given ? null : await packLibrary();
  console.log("→ Installing the tarball in fresh Vite apps, and building them");
  const tarball = given ?? packed?.tarball ?? "";
  const app = await buildHostApp({ tarball });
  const appOnReact18 = await buildHostApp({ tarball, reactVersion: REACT_18 });
  await packed?.remove();
  project.provide("hostApp", app.folder);
  project.provide("hostAppOnReact18", appOnReact18.folder);
  return async () => {
    await app.remove();
    await appOnReact18.remove();
  };
}
