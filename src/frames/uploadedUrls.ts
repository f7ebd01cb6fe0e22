import type { KlingTransport } from "../fal/KlingTransport.js";
import { trustedOrigins } from "../fal/trustedOrigins.js";
import { isUrlGone } from "./isUrlGone.js";

/** An hour: the shortest lifetime that fal lets an account choose for its files, but for "at once". */
const CHECK_AFTER_MS = 60 * 60_000;

/** What is known of the URLs of uploaded files: since when each is known to be there. */
export interface UploadedUrls {
  /** @param seenAt in ms since the epoch */
  note(url: string, seenAt: number): void;
  /** What is known is old from now on: each URL is looked at before it is used again. */
  doubt(): void;
  /** Whether it was there lately, so that nobody needs to look. */
  isFresh(url: string): boolean;
  /** Whether its file is surely gone. Looks only where that was not known lately. */
  isGone(url: string): Promise<boolean>;
  /** Whether it is the URL of a file that was uploaded here, now or in an earlier visit. */
  isUploaded(url: string): boolean;
}

export function createUploadedUrls(transport: KlingTransport): UploadedUrls {
  const seenAt = new Map<string, number>();
  const looks = new Map<string, Promise<boolean>>();
  const isFresh = (url: string) => Date.now() - (seenAt.get(url) ?? -Infinity) < CHECK_AFTER_MS;

  async function look(url: string): Promise<boolean> {
    const isGone = await isUrlGone(url);
    looks.delete(url);
    if (!isGone) seenAt.set(url, Date.now());
    return isGone;
  }

  return {
    note: (url, at) => void seenAt.set(url, at),
    doubt: () => seenAt.forEach((_, url) => seenAt.set(url, -Infinity)),
    isFresh,
    isGone(url) {
      if (isFresh(url)) return Promise.resolve(false);
      const known = looks.get(url);
      if (known) return known;
      const begun = look(url);
      looks.set(url, begun);
      return begun;
    },
    isUploaded: (url) => seenAt.has(url) || isOfStorage(url, transport),
  };
}

/** fal's storage, or what stands for it at the page's or the proxy's own origin. */
function isOfStorage(url: string, transport: KlingTransport): boolean {
  try {
    const { hostname, origin } = new URL(url);
    return /(^|\.)fal\.media$/.test(hostname) || trustedOrigins(transport).includes(origin);
  } catch {
    return false;
  }
}
