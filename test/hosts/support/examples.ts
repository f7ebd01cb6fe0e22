import { join } from "node:path";
import type { BrowserContext } from "playwright";
import { inject } from "vitest";
import { PRELOAD } from "../../e2e/support/places.js";
import { type RunningServer, startServer } from "../../e2e/support/startServer.js";

/** An app of `examples/`, as it is in production. */
export interface Example {
  name: string;
  /** Starts its server, with these variables besides those that the app asks for. */
  start: (env: Readonly<Record<string, string>>) => Promise<RunningServer>;
  /** A visitor comes in, where not everybody is let in. */
  signIn?: (context: BrowserContext, origin: string) => Promise<void>;
  /** Whether a visitor without a session may make videos. */
  isPublic?: boolean;
  /** Whether its server makes the proxy with the first request only. */
  isLazy?: boolean;
}

const SECRET = "a-secret-of-the-tests-of-32-letters";
const CODE = "open-sesame";

export const EXAMPLES: readonly Example[] = [
  {
    name: "vite-express",
    start: (env) => startNode(inject("expressApp"), env),
    isPublic: true,
  },
  {
    name: "vite-hono",
    start: (env) => startNode(inject("honoApp"), { VISITOR_SECRET: SECRET, ...env }),
  },
  { name: "next-app", start: startNext, signIn, isLazy: true },
];

function startNode(cwd: string, env: Readonly<Record<string, string>>): Promise<RunningServer> {
  return startServer({
    args: ["--import", PRELOAD, "server.mjs"],
    cwd,
    env: { NODE_ENV: "production", PORT: "0", ...env },
  });
}

function startNext(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const next = join("node_modules", "next", "dist", "bin", "next");
  return startServer({
    args: ["--import", PRELOAD, next, "start", "--port", "0", "--hostname", "127.0.0.1"],
    cwd: inject("nextHost"),
    env: {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      SESSION_SECRET: SECRET,
      INVITATION_CODE: CODE,
      ...env,
    },
  });
}

/** A wrong code first. */
async function signIn(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(origin);
  const trySignIn = async (code: string) => {
    await page.getByLabel("Invitation code").fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  await trySignIn("wrong");
  await page.getByRole("alert").filter({ hasText: "not the code" }).waitFor();
  await trySignIn(CODE);
  await page.getByRole("region", { name: /^Make a video/ }).waitFor();
  await page.close();
}
