import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { inject } from "vitest";
import type { FalSimulator, FalSimulatorOptions } from "../../../src/simulator/index.js";
import { createFalListener, PROXY_PATH } from "../../support/createFalListener.js";
import { startFalServerProxy } from "../../support/startFalServerProxy.js";
import type { ProxyOperation } from "../../support/toProxyOperation.js";
import { forward } from "./forward.js";
import { listen } from "./listen.js";
import { type ProxyCall, toProxyCall } from "./ProxyCall.js";
import { startDevServer } from "./startDevServer.js";
import { startHostServer } from "./startHostServer.js";

/** What stands behind `/api/fal/proxy`. */
export type ProxyKind = "our proxy" | "@fal-ai/server-proxy on Express 4";

/** The host app as its visitors reach it: one origin for pages, proxy and media. */
export interface Site {
  origin: string;
  fal: FalSimulator;
  /** What pages asked of the proxy route, oldest first. */
  calls: readonly ProxyCall[];
  /** Cuts every connection, and every new one, for so many ms. */
  goOffline: (ms: number) => void;
  /** Cuts the connection of the next requests of this kind: before they are handed on, or after. */
  cut: (operation: ProxyOperation, when: "before" | "after", times?: number) => void;
  /** The network is back, and nothing is cut any more. */
  stopFaults: () => void;
  /** As after a fresh start. */
  reset: () => void;
  close: () => Promise<void>;
}

/** Which pages its visitors see: the example, or the host that a test can set up. */
export type HostApp = "example" | "test host" | "test host in development";

export interface SiteOptions extends Pick<
  FalSimulatorOptions,
  "queueMs" | "runMs" | "renderVideo"
> {
  /** @default "example" */
  app?: HostApp;
  /** @default 19 */
  react?: 18 | 19;
}

/**
 * Starts the host app with its proxy, each in a process of its own, behind one front server, as
 * behind nginx. fal is the simulator, which the proxies reach at another port; the media that it
 * gives out are of the front's origin.
 */
export async function startSite(
  kind: ProxyKind,
  { app: wanted = "example", react = 19, ...options }: SiteOptions,
): Promise<Site> {
  const front = await listen();
  const upstream = await listen();
  const { origin } = front;
  const fal = createFalListener({ ...options, origin });
  upstream.server.on("request", fal);

  const host = inject(react === 18 ? "hostAppOnReact18" : "hostApp");
  const folder = wanted === "example" ? host : join(host, "testHost");
  const app = await startHostServer(folder, upstream.origin);
  const devServer = wanted === "test host in development" ? await startDevServer(host) : null;
  const pages = devServer ?? app;
  const express =
    kind === "our proxy" ? null : await startFalServerProxy({ simulatorOrigin: upstream.origin });
  const proxyUrl = express?.proxyUrl ?? app.origin + PROXY_PATH;

  const calls: ProxyCall[] = [];
  let cuts: { operation: ProxyOperation; when: "before" | "after" }[] = [];
  const takeCut = ({ operation }: ProxyCall) => {
    const index = cuts.findIndex((cut) => cut.operation === operation);
    return index < 0 ? undefined : cuts.splice(index, 1)[0]?.when;
  };

  front.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    // Chromium itself repeats a POST when a kept-alive connection breaks. A proxy that keeps no note
    // pays twice for it, whatever the page does; here it is the page that is looked at.
    if (kind !== "our proxy") response.shouldKeepAlive = false;
    const path = request.url ?? "/";
    if (path === PROXY_PATH) {
      const call = toProxyCall(request);
      calls.push(call);
      const when = takeCut(call);
      if (when === "before") return void request.socket.destroy();
      return forward(request, response, proxyUrl, { isLost: when === "after" });
    }
    fal(request, response, () => forward(request, response, pages.origin + path));
  });

  return {
    origin,
    fal: fal.simulator,
    calls,
    goOffline: front.goOffline,
    cut(operation, when, times = 1) {
      for (let count = 0; count < times; count += 1) cuts.push({ operation, when });
    },
    stopFaults() {
      cuts = [];
      front.goOffline(0);
    },
    reset() {
      cuts = [];
      fal.simulator.reset();
      calls.length = 0;
      front.goOffline(0);
    },
    async close() {
      await Promise.all([
        app.close(),
        devServer?.close(),
        express?.close(),
        front.close(),
        upstream.close(),
      ]);
    },
  };
}
