import { ATTEMPT_HEADER } from "../model/attemptHeader.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { askProxy } from "./askProxy.js";
import type { GuardOptions } from "./guardedFetch.js";
import { pingProxy } from "./pingProxy.js";

/** An attempt that nobody makes. */
const NO_ATTEMPT = "none";

const TIMEOUT_MS = 10_000;

/**
 * Asks a proxy on another origin for a sign of life, and whether a submit may name its attempt: the
 * proxy must say that it keeps note, and whoever answers the browser's preflights must let the
 * header pass. A paid request would otherwise be stopped by it.
 *
 * @returns `undefined` where the question got no answer: it may have been stopped, or lost
 * @throws KlingVideoError with `charged: "no"`: there was no sign of life
 */
export async function takesAttempts(options: GuardOptions): Promise<boolean | undefined> {
  const { keepsAttempts } = await pingProxy(options);
  if (!keepsAttempts) return false;
  const init = { headers: { [ATTEMPT_HEADER]: NO_ATTEMPT } };
  const lost = () => new KlingVideoError({ code: "not-sent", charged: "no" });
  // Whatever the answer is, the header has come through to get it.
  return askProxy(options.proxyUrl, init, options, { lost, timeoutMs: TIMEOUT_MS }).then(
    () => true,
    () => undefined,
  );
}
