import type { KlingTransport } from "../fal/KlingTransport.js";

/** Browsers open six connections to an HTTP/1.1 host; streams must leave room for the others. */
const STREAMS_MAX = 2;

let openStreams = 0;
const streamless = new WeakSet<KlingTransport>();

/**
 * A place for one stream of this page, or `undefined`: all are taken, or streams do not work
 * through this transport.
 *
 * @returns gives the place back
 */
export function takeStreamPlace(transport: KlingTransport): (() => void) | undefined {
  if (openStreams >= STREAMS_MAX || streamless.has(transport)) return undefined;
  openStreams += 1;
  return () => {
    openStreams -= 1;
  };
}

/** No more streams through this transport until the page is loaded again. */
export function markStreamless(transport: KlingTransport): void {
  streamless.add(transport);
}
