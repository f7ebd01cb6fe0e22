import {
  createKlingProxy,
  createMemoryStore,
  type KlingProxyOptions,
  toNodeHandler,
} from "../../../src/server/index.js";
import { listen } from "./listen.js";

export const FAL_KEY = "key-id:key-secret-canary";
export const SESSION = "session=ada-canary";

/** The proxy on a port of its own; who sends the cookie `SESSION` is signed in. */
export async function startProxy(options: Partial<KlingProxyOptions> = {}): Promise<string> {
  const handler = createKlingProxy({
    falKey: FAL_KEY,
    authorize: (request) => (request.headers.get("cookie") === SESSION ? { userId: "ada" } : null),
    ...options,
  });
  const { origin } = await listen(toNodeHandler(handler));
  return `${origin}/api/fal/proxy`;
}

/** What a proxy needs where nothing is forgiven. */
export function inProduction(): Pick<KlingProxyOptions, "production" | "store"> {
  return { production: true, store: createMemoryStore() };
}
