import type { TestProject } from "vitest/node";
import { startFal } from "./startFal.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the fal of the browser tests listens. */
    falOrigin: string;
  }
}

/** One fal for all browser tests, over real HTTP; each test resets it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const fal = await startFal({ queueMs: 400, runMs: 800 });
  project.provide("falOrigin", fal.origin);
  return fal.close;
}
