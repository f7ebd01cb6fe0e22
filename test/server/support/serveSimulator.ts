import { type FalSimulator, SimulatedReset } from "../../../src/simulator/index.js";
import { toNodeHandler } from "../../../src/server/index.js";
import { listen } from "./listen.js";

/** Serves a simulator over HTTP: `/https/queue.fal.run/…` is `https://queue.fal.run/…`. */
export async function serveSimulator(fal: FalSimulator): Promise<string> {
  const { origin } = await listen((request, response) => {
    const handle = toNodeHandler(async (incoming) => {
      const { pathname, search } = new URL(incoming.url);
      try {
        return await fal(new Request(pathname.replace("/https/", "https://") + search, incoming));
      } catch (error) {
        if (error instanceof SimulatedReset) response.destroy();
        throw error;
      }
    });
    void handle(request, response);
  });
  return origin;
}
