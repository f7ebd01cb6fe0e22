import { sleep } from "../fal/sleep.js";
import { isPageHidden } from "./pollInterval.js";

/** A page that follows many asks for each of them more seldom: two questions a second in all. */
const SHARE_MS = 500;

/** When many want to ask in one moment, after a sleep or a focus, they ask one after the other. */
const GAP_MS = 250;

/** So many may ask in one moment: what a page with one or two generations never gets beyond. */
const AT_ONCE = 6;

/** What the pace needs to know of a query. */
interface FollowedQuery {
  isActive(): boolean;
}

const followed = new Set<FollowedQuery>();
let isFree = -Infinity;

/**
 * How long each followed request waits for its next question, so that the page asks no more often
 * the more it follows. The same however often it is asked, until another one comes or ends.
 *
 * @returns ms
 */
export function shareOfPace(query: FollowedQuery): number {
  followed.add(query);
  followed.forEach((other) => {
    if (other !== query && !other.isActive()) followed.delete(other);
  });
  return followed.size * SHARE_MS;
}

/** A request that has come to its end asks no more. */
export function leavePace(query: FollowedQuery): void {
  followed.delete(query);
}

/**
 * Waits until the page may ask once more. A hidden page asks seldom anyway, and its timers are so
 * slow that whoever waits for one waits for minutes.
 *
 * @throws the signal's reason when it fires first
 */
export async function takeAskingPlace(signal: AbortSignal): Promise<void> {
  if (typeof document === "undefined" || isPageHidden()) return;
  const now = performance.now();
  isFree = Math.max(isFree, now - AT_ONCE * GAP_MS) + GAP_MS;
  if (isFree <= now) return;
  try {
    await sleep(isFree - now, signal);
  } catch (error) {
    isFree -= GAP_MS; // not needed any more
    throw error;
  }
}
