import { createRequire } from "node:module";
import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { createKlingProxy, type NodeHandler, toNodeHandler } from "../../src/server/index.js";
import { INPUT, post, STREAM_URL, SUBMIT_URL, toTarget } from "./support/requests.js";
import { listen } from "./support/listen.js";
import { send } from "./support/send.js";
import { FAL_KEY } from "./support/startProxy.js";
import { startUpstream } from "./support/startUpstream.js";

type Middleware = (request: never, response: never, next: (error?: unknown) => void) => void;

interface Express {
  (): RequestListener & {
    use(...middlewares: Middleware[]): void;
    all(path: string, handler: NodeHandler): void;
  };
  json(): Middleware;
  urlencoded(): Middleware;
}

// Express is installed there, beside the proxy package that still needs its version 4.
const folder = new URL("../support/falServerProxy/", import.meta.url);

describe("on Express 4", () => {
  async function start(parser?: "json" | "urlencoded") {
    const express = createRequire(new URL("package.json", folder))("express") as Express;
    const upstream = await startUpstream();
    const handler = createKlingProxy({ ...upstream, falKey: FAL_KEY, authorize: "public" });
    const app = express();
    if (parser) app.use(express[parser]());
    app.all("/api/fal/proxy", toNodeHandler(handler));
    let passedOn = 0;
    app.use((_request, _response, next) => {
      passedOn += 1;
      next();
    });
    const { origin } = await listen(app);
    return { upstream, proxy: `${origin}/api/fal/proxy`, passedOn: () => passedOn };
  }

  // express.urlencoded() leaves JSON unread, but an empty body beside it.
  it.each(["json", "urlencoded", undefined] as const)(
    "reads the body behind %s",
    async (parser) => {
      const { upstream, proxy } = await start(parser);
      expect((await send(proxy, post(SUBMIT_URL, INPUT))).status).toBe(200);
      expect(JSON.parse(upstream.seen[0]?.body ?? "")).toEqual(INPUT);
    },
  );

  it("a body that express.json() leaves alone is judged all the same", async () => {
    const { upstream, proxy } = await start("json");
    const text = post(SUBMIT_URL, INPUT, { "content-type": "text/plain" });
    expect((await send(proxy, text)).status).toBe(415);
    expect(upstream.seen).toHaveLength(0);
  });

  it("attack 11: a garbage target is a 400 and the process lives on", async () => {
    const { proxy } = await start("json");
    expect((await send(proxy, toTarget("garbage"))).status).toBe(400);
    expect((await send(proxy)).status).toBe(204);
  });

  it("attack 36: nothing after the proxy is called once it has answered", async () => {
    const { proxy, passedOn } = await start("json");
    await send(proxy, post(SUBMIT_URL, INPUT));
    await send(proxy, toTarget(STREAM_URL));
    await send(proxy, toTarget("garbage"));
    await send(proxy);
    expect(passedOn()).toBe(0);
  });
});
