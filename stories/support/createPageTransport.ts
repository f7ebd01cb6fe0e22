import { createFalTransport, type KlingTransport } from "../../src/index.js";
import { createFalSimulator, type FaultScript } from "../../src/simulator/index.js";
import clip from "../assets/street.webm";

/** fal in miniature inside of this page: no server, no key, no network, no cost. */
export function createPageTransport(script: FaultScript = {}): KlingTransport {
  const simulator = createFalSimulator({
    mediaOrigin: `${window.location.origin}/simulated-media`,
    renderVideo: async () => (await fetch(clip)).blob(),
    toVideoUrl: (video) => URL.createObjectURL(video),
    queueMs: 2000,
    runMs: 5000,
    defaults: script,
  });
  return createFalTransport({
    proxyUrl: `${window.location.origin}/api/fal/proxy`,
    fetch: simulator.proxyFetch,
    put: simulator.put,
  });
}
