import { createFalTransport } from "../../src/fal/createFalTransport.js";
import type { FalTransportOptions } from "../../src/fal/FalTransportOptions.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { startFal } from "./startFal.js";

/** Puts a file with `fetch`: in Node there is no XMLHttpRequest. */
const put: NonNullable<FalTransportOptions["put"]> = (url, file, { signal }) =>
  fetch(url, {
    method: "PUT",
    body: file,
    headers: { "content-type": file.type },
    signal: signal ?? null,
  });

/** A fal of our own on a free port, and a transport to it through the proxy, over real HTTP. */
export async function startTransport(
  script: FaultScript = {},
  options: Partial<FalTransportOptions> = {},
) {
  const fal = await startFal({ queueMs: 200, runMs: 300 });
  fal.simulator.script(script);
  const transport = createFalTransport({ proxyUrl: fal.proxyUrl, put, ...options });
  return { ...fal, transport };
}

export const INPUT = { prompt: "A slow wave", image_url: "https://pictures.example/sea.jpg" };
