import { diagnoseProxy, type ProxyReport } from "../../src/index.js";
import { createFalSimulator } from "../../src/simulator/index.js";

/** What a proxy of this page does differently from one that works; `undefined`: the same. */
export type ProxyBreakage = (init: RequestInit, target: string) => Response | undefined;

/** The real diagnosis of a proxy that lives in this page. */
export function askSimulatedProxy(breakage: ProxyBreakage = () => undefined): Promise<ProxyReport> {
  const { origin } = window.location;
  const simulator = createFalSimulator({ mediaOrigin: `${origin}/simulated-media` });
  return diagnoseProxy(`${origin}/api/fal/proxy`, {
    fetch: async (input, init = {}) => {
      const target = new Headers(init.headers).get("x-fal-target-url") ?? "";
      return breakage(init, target) ?? simulator.proxyFetch(input, init);
    },
  });
}
