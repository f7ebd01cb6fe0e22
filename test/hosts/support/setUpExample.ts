import { afterAll, beforeAll, beforeEach } from "vitest";
import { failOnConsole } from "../../e2e/support/failOnConsole.js";
import { listen, type ListeningServer } from "../../e2e/support/listen.js";
import { closeBrowser, openContext } from "../../e2e/support/openContext.js";
import { openWidget, type Widget } from "../../e2e/support/openWidget.js";
import type { RunningServer } from "../../e2e/support/startServer.js";
import type { FalSimulator } from "../../../src/simulator/index.js";
import { createFalListener } from "../../support/createFalListener.js";
import type { Example } from "./examples.js";
import { untilHydrated } from "./untilHydrated.js";

/** Where the media of fal are. A proxy in production takes no frame from this machine. */
const MEDIA_ORIGIN = "https://v3.fal.media";

/** An example that runs, with the simulator in fal's place. */
export interface RunningExample {
  server: RunningServer;
  fal: FalSimulator;
  /** A visitor comes to its page. */
  visit: () => Promise<Widget>;
}

/** Keeps an example running for the tests around it; each of them finds fal fresh. */
export function setUpExample(example: Example): () => RunningExample {
  let running: (RunningExample & { upstream: ListeningServer }) | undefined;
  beforeAll(async () => {
    const upstream = await listen();
    const fal = createFalListener({ origin: MEDIA_ORIGIN });
    upstream.server.on("request", fal);
    const server = await example.start({
      FAL_KEY: "test-key-id:test-key-secret",
      SIMULATOR_ORIGIN: upstream.origin,
    });
    const visit = async () => {
      const context = await openContext();
      await example.signIn?.(context, server.origin);
      await context.route(`${MEDIA_ORIGIN}/**`, async (route) => {
        const url = route.request().url().replace(MEDIA_ORIGIN, upstream.origin);
        await route.fulfill({ response: await route.fetch({ url }) });
      });
      const widget = await openWidget(server, {
        context,
        beforeLoad: (page) => Promise.resolve(failOnConsole(page)),
      });
      await untilHydrated(widget.startFrame);
      return widget;
    };
    running = { upstream, server, fal: fal.simulator, visit };
  });
  beforeEach(() => running?.fal.reset());
  afterAll(async () => {
    await closeBrowser();
    await running?.server.close();
    await running?.upstream.close();
  });
  return () => {
    if (!running) throw new Error("The example is there inside of tests only.");
    return running;
  };
}
