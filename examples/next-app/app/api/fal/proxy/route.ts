import { after } from "next/server";
import {
  createKlingProxy,
  createMemoryStore,
  type KlingProxyHandler,
} from "react-kling-video/server";
import { readUser } from "../../../../lib/session";

// The longest that a platform such as Vercel lets a request take, in seconds.
export const maxDuration = 300;

let proxy: KlingProxyHandler | undefined;

// Made with the first request: `next build` loads this file too, and needs no key.
function handle(request: Request): Promise<Response> {
  proxy ??= createKlingProxy({
    falKey: process.env.FAL_KEY,
    authorize: readUser,
    // For one process that keeps running. A platform that starts several, as serverless hosts do,
    // must share createRedisStore(…) or createPostgresStore(…), or visitors lose what they paid for.
    store: createMemoryStore(),
    budget: { perUser: { usd: 5, per: "day" }, total: { usd: 50, per: "day" } },
    // The page asks again before the platform cuts the stream.
    streamMaxMs: 290_000,
    // A submit is recorded although the visitor has left.
    waitUntil: after,
  });
  return proxy(request);
}

export { handle as GET, handle as POST, handle as PUT };
