import { join } from "node:path";
import { inject } from "vitest";
import { PRELOAD } from "../../e2e/support/places.js";
import { type RunningServer, startServer } from "../../e2e/support/startServer.js";
import { FAL_KEY } from "../../server/support/startProxy.js";

/** Where the proxy can run. */
export interface Host {
  name: string;
  /** Starts it in a process of its own. What it sends to fal arrives at `falOrigin`. */
  start: (falOrigin: string) => Promise<RunningServer>;
  /** Where the proxy is mounted. */
  path: string;
  /** Where it is mounted once more, behind the host's parser of JSON bodies. */
  parsedPath?: string;
  /** Methods that the host refuses by itself, in its own words. */
  refusesItself?: readonly string[];
  /** Whether the host itself answers preflights. */
  answersPreflights?: boolean;
  /** Whether the host ends the connection of a body that is not read to its end. */
  cutsEndlessBodies?: boolean;
  /** What the host itself complains of, although nothing is wrong. */
  complains?: RegExp;
}

const PATH = "/api/fal/proxy";

const BEHIND_PARSER = "/parsed/api/fal/proxy";

const NEXT_APP_ROUTER = {
  // Next knows the methods that a route exports, and no other one.
  refusesItself: ["PATCH", "DELETE"],
  // That fal has cut a stream, and that a body is endless.
  complains: /^(?:⨯ Error: failed to pipe response\n(?: .*\n)*\}|Request body exceeded .*)\n/gm,
};

/** What Hono prints when fal has cut a stream. */
const OF_CUT_STREAMS = /^TypeError: terminated\n(?: .*\n)*(?:\}\n)?/gm;

export const HOSTS: readonly Host[] = [
  { name: "Node http", start: startApp("node.mjs"), path: PATH },
  { name: "Express 4", start: startApp("express4.mjs"), path: PATH, parsedPath: BEHIND_PARSER },
  { name: "Express 5", start: startApp("express5.mjs"), path: PATH, parsedPath: BEHIND_PARSER },
  { name: "Fastify 5", start: startApp("fastify.mjs"), path: PATH },
  { name: "Hono", start: startApp("hono.mjs"), path: PATH, complains: OF_CUT_STREAMS },
  {
    name: "React Router 7",
    start: startApp("reactRouter.mjs"),
    path: PATH,
    cutsEndlessBodies: true,
  },
  { name: "Vite's dev server", start: startApp("vite.mjs"), path: PATH, answersPreflights: true },
  { name: "Web standards alone", start: startApp("web.mjs"), path: PATH },
  { name: "Next, app router", start: startNext, path: "/api/web/fal/proxy", ...NEXT_APP_ROUTER },
  {
    name: "Next, app router, edge",
    start: startNext,
    path: "/api/edge/fal/proxy",
    ...NEXT_APP_ROUTER,
  },
  {
    name: "Next, pages router",
    start: startNext,
    path: "/api/pages/fal/proxy",
    parsedPath: "/api/parsed/fal/proxy",
  },
];

function startApp(file: string): Host["start"] {
  return (falOrigin) =>
    startServer({
      args: ["--import", PRELOAD, file],
      cwd: inject("hostApps"),
      env: toEnv(falOrigin),
    });
}

function startNext(falOrigin: string): Promise<RunningServer> {
  const next = join("node_modules", "next", "dist", "bin", "next");
  return startServer({
    args: ["--import", PRELOAD, next, "start", "--port", "0", "--hostname", "127.0.0.1"],
    cwd: inject("nextHost"),
    env: toEnv(falOrigin),
  });
}

function toEnv(falOrigin: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    FAL_KEY,
    SIMULATOR_ORIGIN: falOrigin,
  };
}
