import { ATTEMPT_HEADER } from "../model/attemptHeader.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { isAbort } from "./Answer.js";
import type { FalTransportOptions } from "./FalTransportOptions.js";
import { limitTime } from "./limitTime.js";

/** How long a host's function for headers may take, in ms. Until then nothing has been sent. */
const HEADERS_WITHIN_MS = 30_000;

/** What the protocol needs. All else that the client sends would only ask for more CORS rights. */
const OWN_HEADERS = ["accept", "content-type", "x-fal-target-url", ATTEMPT_HEADER];

/**
 * The headers of the protocol and those of the host.
 *
 * @throws KlingVideoError where the host's function fails or takes too long: nothing was sent;
 * `AbortError` where the signal fired
 */
export async function toHeaders(
  own: HeadersInit | undefined,
  given: FalTransportOptions["headers"],
  signal: AbortSignal | undefined,
): Promise<Headers> {
  const headers = new Headers();
  new Headers(own).forEach((value, name) => {
    if (OWN_HEADERS.includes(name)) headers.set(name, value);
  });
  if (given === undefined) return headers;
  const limit = limitTime(signal, HEADERS_WITHIN_MS);
  try {
    const extra = typeof given === "function" ? await untilAborted(given(), limit.signal) : given;
    new Headers(extra).forEach((value, name) => headers.set(name, value));
    return headers;
  } catch (error) {
    if (signal?.aborted && isAbort(error)) throw error;
    throw new KlingVideoError({ code: "not-sent", charged: "no" });
  } finally {
    limit.clear();
  }
}

/** The value, or an `AbortError` as soon as nobody waits for it any more. */
async function untilAborted<T>(value: T | Promise<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = () => reject(signal?.reason);
    signal?.addEventListener("abort", giveUp);
    stop = () => signal?.removeEventListener("abort", giveUp);
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    stop();
  }
}
