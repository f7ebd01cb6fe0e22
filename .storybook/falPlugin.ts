import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { createKlingProxy, toNodeHandler } from "../src/server/index.js";
import {
  createFalListener,
  type FalListener,
  PROXY_PATH,
} from "../test/support/createFalListener.js";
import { renderVideo } from "../test/support/renderVideo.js";

/** Which fal is behind the playground's proxy route. A static build has no route: `"none"`. */
export type PlaygroundFal = "simulator" | "fal" | "none";

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Mounts the library's own proxy on Storybook's dev server, with a fal in miniature behind it, or
 * the real one where `FAL_KEY` is set. Pages read which of them as `import.meta.env.STORYBOOK_FAL`.
 */
export function falPlugin(isDevServer: boolean): Plugin {
  const falKey = process.env.FAL_KEY;
  const fal: PlaygroundFal = !isDevServer ? "none" : falKey ? "fal" : "simulator";
  return {
    name: "kling-video-fal",
    config: () => ({ define: { "import.meta.env.STORYBOOK_FAL": JSON.stringify(fal) } }),
    configureServer({ middlewares }) {
      if (fal === "fal") middlewares.use(createRealFal(falKey));
      if (fal === "simulator") middlewares.use(createLocalFal());
    },
  };
}

function createRealFal(falKey: string | undefined): Middleware {
  const handler = toNodeHandler(createKlingProxy({ falKey, authorize: "public" }));
  return (request, response, next) => {
    if (request.url?.split("?")[0] !== PROXY_PATH) return next();
    void handler(request, response);
  };
}

/** One fal for each address under which the page is open: its files live at the page's own origin. */
function createLocalFal(): Middleware {
  const fals = new Map<string, FalListener>();
  return (request, response, next) => {
    const { host = "localhost" } = request.headers;
    const fal = fals.get(host) ?? createFalListener({ origin: `http://${host}`, renderVideo });
    fals.set(host, fal);
    fal(request, response, next);
  };
}
