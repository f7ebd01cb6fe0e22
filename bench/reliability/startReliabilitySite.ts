import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { createKlingProxy, toNodeHandler } from "../../src/server/index.js";
import { SimulatedReset, type FalSimulator } from "../../src/simulator/index.js";
import { listen } from "../../test/e2e/support/listen.js";
import { createFalListener } from "../../test/support/createFalListener.js";
import { startFalServerProxy } from "../../test/support/startFalServerProxy.js";
import type { ReliabilityFault } from "./faults.js";

/** How long a job of the table waits and runs. */
export const QUEUE_MS = 1500;
export const RUN_MS = 4000;

const PLAIN_PATH = "/api/plain";
const OWN_PATH = "/api/own";
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

export interface ReliabilitySite {
  /** Where the page is, with its proxy. */
  toPageUrl: (side: string) => string;
  fal: FalSimulator;
  /** Cuts every connection, and every new one, for so many ms. */
  goOffline: (ms: number) => void;
  /** Whether the visitor is signed in at the site; without that its proxy hands nothing on. */
  setSignedIn: (isSignedIn: boolean) => void;
  close: () => Promise<void>;
}

/** A fal of its own for one measurement, the built page, and the routes between the two. */
export async function startReliabilitySite(
  folder: string,
  { proxy, lostAnswer, isKeptAlive = false }: ReliabilityFault,
): Promise<ReliabilitySite> {
  const front = await listen();
  const { origin } = front;
  const fal = createFalListener({ origin, queueMs: QUEUE_MS, runMs: RUN_MS });
  const express = proxy && (await startFalServerProxy({ simulatorOrigin: origin }));
  let isSignedIn = true;
  let answersToLose = lostAnswer?.isOnce ? 1 : Infinity;

  const routes: Readonly<Record<string, (request: Request) => Promise<Response>>> = {
    /** Hands on whatever comes: nothing is judged, kept or mended. */
    async [PLAIN_PATH](request) {
      const target = request.headers.get("x-fal-target-url");
      if (target === null)
        return Response.json("Missing the x-fal-target-url header", { status: 400 });
      if (!isSignedIn) return Response.json("Unauthorized", { status: 401 });
      return fal.simulator(new Request(target, request));
    },
    [OWN_PATH]: createKlingProxy({
      falKey: "test-key-id:test-key-secret",
      authorize: () => (isSignedIn ? { userId: "ann" } : null),
      fetch: fal.simulator,
      production: false,
    }),
  };

  async function answer(request: Request, route: (request: Request) => Promise<Response>) {
    const response = await route(request);
    if (request.method !== "POST" || !lostAnswer || answersToLose === 0) return response;
    answersToLose -= 1;
    if (lostAnswer.answer === "reset") throw new SimulatedReset();
    const { status, body, headers } = lostAnswer.answer;
    if (typeof body === "string") return new Response(body, { status, headers: { ...headers } });
    return Response.json(body, { status });
  }

  front.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    response.shouldKeepAlive = isKeptAlive;
    const [path = "/"] = (request.url ?? "/").split("?");
    const route = routes[path];
    if (!route) return fal(request, response, () => void serveFile(path, response));
    void toNodeHandler((webRequest) =>
      answer(webRequest, route).catch((error: unknown) => {
        if (error instanceof SimulatedReset) request.socket.destroy();
        throw error;
      }),
    )(request, response);
  });

  async function serveFile(path: string, response: ServerResponse): Promise<void> {
    try {
      const body = await readFile(join(folder, normalize(path)));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }

  return {
    toPageUrl(side) {
      const proxyUrl = side === "own" ? OWN_PATH : (express?.proxyUrl ?? PLAIN_PATH);
      return `${origin}/bench/reliability/page.html?${new URLSearchParams({ side, proxyUrl })}`;
    },
    fal: fal.simulator,
    goOffline: front.goOffline,
    setSignedIn: (value) => (isSignedIn = value),
    close: async () => {
      await express?.close();
      await front.close();
    },
  };
}
