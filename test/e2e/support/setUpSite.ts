import { afterAll, beforeAll, beforeEach } from "vitest";
import { closeBrowser } from "./openContext.js";
import { type ProxyKind, type Site, type SiteOptions, startSite } from "./startSite.js";

/** Both ways to fal that hosts have today. */
export const PROXIES: readonly ProxyKind[] = ["our proxy", "@fal-ai/server-proxy on Express 4"];

/** Each way to fal, and the older React. */
export const PLACES: readonly { proxy: ProxyKind; react: 18 | 19 }[] = [
  ...PROXIES.map((proxy) => ({ proxy, react: 19 as const })),
  { proxy: "our proxy", react: 18 },
];

/** Short enough for a test, long enough to be seen. */
const TIMES = { queueMs: 800, runMs: 1_600 };

/** Keeps a site for the tests around it; each of them finds it fresh. */
export function setUpSite(kind: ProxyKind, options: SiteOptions = {}): () => Site {
  let running: Site | undefined;
  beforeAll(async () => {
    running = await startSite(kind, { ...TIMES, ...options });
  });
  beforeEach(() => running?.reset());
  afterAll(async () => {
    await closeBrowser();
    await running?.close();
  });
  return () => {
    if (!running) throw new Error("The site is there inside of tests only.");
    return running;
  };
}
