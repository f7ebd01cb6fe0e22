import type { IncomingMessage, ServerResponse } from "node:http";
import { KEEPS_ATTEMPTS_HEADER } from "../../src/model/attemptHeader.js";
import {
  createKlingProxy,
  type KlingProxyHandler,
  type KlingProxyOptions,
  toNodeHandler,
} from "../../src/server/index.js";
import {
  createFalSimulator,
  type FalSimulator,
  type FalSimulatorOptions,
  SimulatedReset,
} from "../../src/simulator/index.js";
import type { FalCommand, FalReport, ProxyFault } from "./FalCommand.js";
import { toProxyOperation } from "./toProxyOperation.js";

/** Where the listener answers; everything else is handed on. */
const MEDIA_PATH = "/media";
const UPSTREAM_PATH = "/https/";
const CONTROL_PATH = "/control";
export const PROXY_PATH = "/api/fal/proxy";

export interface FalListenerOptions extends Omit<FalSimulatorOptions, "mediaOrigin"> {
  /** Where the listener can be reached, such as `http://127.0.0.1:5000`. */
  origin: string;
  /** Replaces options of the library's proxy. By default every page of every origin may use it. */
  proxy?: Partial<KlingProxyOptions> | undefined;
}

/** A listener of Node's `http`, or a middleware of Connect and Vite. */
export interface FalListener {
  (request: IncomingMessage, response: ServerResponse, next?: () => void): void;
  readonly simulator: FalSimulator;
}

/**
 * fal in miniature over real HTTP, and the library's proxy before it:
 *
 * - `/api/fal/proxy`: the proxy, with the simulator behind it
 * - `/https/queue.fal.run/…`, `/https/rest.fal.ai/…`: the simulator itself, for another proxy
 * - `/media/…`: uploaded files, signed PUT URLs and videos
 * - `/control`: `POST` a `FalCommand`, `GET` a `FalReport`
 */
export function createFalListener({ origin, proxy, ...options }: FalListenerOptions): FalListener {
  const simulator = createFalSimulator({ ...options, mediaOrigin: origin + MEDIA_PATH });
  const open = new Set<ServerResponse>();
  const proxies = new Map<string | null, KlingProxyHandler>();
  let proxyFault: ProxyFault | null = null;
  let keepsAttempts = false;
  let proxyRequests = 0;
  let offlineUntil = 0;

  async function answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (pathname === CONTROL_PATH) return answerControl(request);
    if (pathname.startsWith(UPSTREAM_PATH)) {
      const url = `https://${pathname.slice(UPSTREAM_PATH.length)}${search}`;
      return simulator(new Request(url, request));
    }
    if (pathname === PROXY_PATH) return answerProxy(request);
    return simulator(new Request(origin + pathname + search, request));
  }

  async function answerProxy(request: Request): Promise<Response> {
    proxyRequests += 1;
    const pageOrigin = request.headers.get("origin");
    const fault = takeProxyFault(request);
    if (fault === "reset") throw new SimulatedReset();
    const handle = proxyFor(pageOrigin);
    if (fault === "lost") {
      await handle(request);
      throw new SimulatedReset();
    }
    if (fault === "unreadable") return toUnreadable(await handle(request));
    if (fault) return toFaultResponse(fault, pageOrigin);
    const response = await handle(request);
    if (!keepsAttempts) response.headers.delete(KEEPS_ATTEMPTS_HEADER);
    return response;
  }

  /** One for each page's origin, so that it remembers its attempts. */
  function proxyFor(pageOrigin: string | null): KlingProxyHandler {
    const known = proxies.get(pageOrigin);
    if (known) return known;
    const handle = createKlingProxy({
      falKey: options.falKey ?? "simulated",
      authorize: "public",
      fetch: simulator,
      allowedOrigins: pageOrigin === null ? [] : [pageOrigin],
      ...proxy,
    });
    proxies.set(pageOrigin, handle);
    return handle;
  }

  function takeProxyFault(request: Request): ProxyFault["answer"] | null {
    if (!proxyFault || !isMeant(proxyFault, request)) return null;
    const { answer: scripted, times } = proxyFault;
    if (times !== undefined) proxyFault = times > 1 ? { ...proxyFault, times: times - 1 } : null;
    return scripted;
  }

  async function answerControl(request: Request): Promise<Response> {
    const headers = {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "content-type",
    };
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
    if (request.method === "POST") obey(await readCommand(request));
    return Response.json(toReport(), { headers });
  }

  function obey(command: FalCommand): void {
    if (command.reset) {
      simulator.reset();
      [proxyFault, proxyRequests, offlineUntil, keepsAttempts] = [null, 0, 0, false];
    }
    if (command.script) simulator.script(command.script);
    if (command.defaults) simulator.setDefaults(command.defaults);
    if (command.proxy !== undefined) proxyFault = command.proxy;
    if (command.keepsAttempts !== undefined) keepsAttempts = command.keepsAttempts;
    if (command.offlineMs !== undefined) {
      offlineUntil = Date.now() + command.offlineMs;
      for (const response of open) response.destroy();
    }
  }

  function toReport(): FalReport {
    const { ledger, posts, requests } = simulator;
    return { ledger, posts, requests, openStreams: simulator.openStreams(), proxyRequests };
  }

  function listen(request: IncomingMessage, response: ServerResponse, next?: () => void): void {
    const [path = ""] = (request.url ?? "").split("?");
    if (!isOurs(path)) return next ? next() : void response.writeHead(404).end();
    if (path !== CONTROL_PATH) {
      if (Date.now() < offlineUntil) return void request.socket.destroy();
      open.add(response);
      response.on("close", () => open.delete(response));
    }
    void toNodeHandler((webRequest) =>
      answer(webRequest).catch((error: unknown) => {
        if (error instanceof SimulatedReset) request.socket.destroy();
        throw error;
      }),
    )(request, response);
  }

  return Object.assign(listen, { simulator });
}

function isOurs(path: string): boolean {
  return (
    path === CONTROL_PATH ||
    path === PROXY_PATH ||
    path.startsWith(UPSTREAM_PATH) ||
    path.startsWith(`${MEDIA_PATH}/`)
  );
}

async function readCommand(request: Request): Promise<FalCommand> {
  const command: FalCommand = await request.json();
  return command;
}

/** Whether a request is one of those that a fault is for. */
function isMeant({ method, operation }: ProxyFault, request: Request): boolean {
  const asked = toProxyOperation(request.method, request.headers.get("x-fal-target-url"));
  if (asked === "preflight" || operation !== undefined) return asked === operation;
  return method === undefined || method === request.method;
}

/** As from a host that has not thought of pages on another origin. */
function toUnreadable(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const name of response.headers.keys()) {
    if (name.startsWith("access-control-")) headers.delete(name);
  }
  return new Response(response.body, { status: response.status, headers });
}

function toFaultResponse(
  fault: Exclude<ProxyFault["answer"], "reset" | "lost" | "unreadable">,
  pageOrigin: string | null,
) {
  const { status, body, headers } = fault === "login-page" ? LOGIN_PAGE : fault;
  const isText = typeof body === "string" || body === undefined;
  const response = new Response(isText ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": isText ? "text/html" : "application/json", ...headers },
  });
  if (pageOrigin !== null) {
    response.headers.set("access-control-allow-origin", pageOrigin);
    response.headers.set("access-control-allow-credentials", "true");
  }
  return response;
}

const LOGIN_PAGE = { status: 200, body: "<!DOCTYPE html><title>Sign in</title>", headers: {} };
