import { findAttempt } from "./findAttempt.js";
import type { GuardOptions } from "./guardedFetch.js";
import { pingProxy } from "./pingProxy.js";

/** An attempt that nobody makes. */
const NO_ATTEMPT = "none";

/**
 * Asks a proxy on another origin for a sign of life, and whether a submit may name its attempt: the
 * proxy must say that it keeps note, and whoever answers the browser's preflights must let the
 * header pass. A paid request would otherwise be stopped by it.
 *
 * @throws KlingVideoError with `charged: "no"`: there was no sign of life
 */
export async function takesAttempts(options: GuardOptions): Promise<boolean> {
  const { keepsAttempts } = await pingProxy(options);
  if (!keepsAttempts) return false;
  try {
    await findAttempt(NO_ATTEMPT, options, undefined);
    return true;
  } catch {
    return false;
  }
}
