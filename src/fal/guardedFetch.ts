import { KlingVideoError } from "../model/KlingVideoError.js";
import { isAbort, readAnswer, type Answer } from "./Answer.js";
import type { FalTransportOptions } from "./FalTransportOptions.js";

/** One call, and what its answers mean. */
export interface GuardedCall<T> {
  /** Says what the answer means, or throws a `KlingVideoError`. Only good answers reach the client. */
  judge: (answer: Answer) => T;
  /** What it means that no answer came. */
  lost: () => KlingVideoError;
  /** Gives up a call that only reads. */
  signal?: AbortSignal | undefined;
  /** Milliseconds after which a call that only reads is given up. Paid calls have none. */
  timeoutMs?: number | undefined;
  /** A request that is sent somewhere else than to the proxy: the file of an upload. */
  put?: ((url: string, file: Blob) => Promise<void>) | undefined;
  /** How often the proxy may be asked within the call. */
  maxRequests?: number | undefined;
}

/** A `fetch` for one call, and what its last answer meant. */
export interface GuardedFetch<T> {
  fetch: typeof globalThis.fetch;
  /** What it meant; `undefined` where there was no good answer. */
  result: () => { value: T } | undefined;
}

/** How the proxy is reached. */
export type GuardOptions = Pick<FalTransportOptions, "fetch" | "headers" | "credentials"> & {
  proxyUrl: string;
  /** Called when the proxy gave a good answer. */
  onAnswer: () => void;
};

/**
 * The one choke point: every request to fal passes here. It sends a request at most as often as the
 * call allows (once), never follows a redirect, never reads a cache, and turns every answer that is
 * not what the call expects into a `KlingVideoError`, which the client passes on and does not retry.
 */
export function createGuardedFetch<T>(
  options: GuardOptions,
  call: GuardedCall<T>,
): GuardedFetch<T> {
  let requestCount = 0;
  let last: { value: T } | undefined;

  async function guardedFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (call.put && init.method === "PUT" && init.body instanceof Blob) {
      await call.put(url, init.body);
      return new Response(null, { status: 204 });
    }
    requestCount += 1;
    if (requestCount > (call.maxRequests ?? 1)) throw call.lost();

    const answer = await ask(url, init, options, call);
    last = { value: call.judge(answer) };
    options.onAnswer();
    // The answer may be good although it broke off; the client must not stumble over it.
    return Response.json(answer.json ?? null);
  }

  return { fetch: guardedFetch, result: () => last };
}

/** Sends one request to the proxy and reads its answer to the end. */
async function ask(
  url: string,
  init: RequestInit,
  options: GuardOptions,
  call: Pick<GuardedCall<unknown>, "signal" | "timeoutMs" | "lost">,
): Promise<Answer> {
  const headers = await toHeaders(init.headers, options.headers);
  const limit = limitTime(call.signal, call.timeoutMs);
  // Called as a plain function: a page's own fetch must not be called on another object.
  const send = options.fetch ?? fetch;
  try {
    const response = await send(url, {
      method: init.method ?? "GET",
      headers,
      // Two adapters of fal's proxy package answer 500 to a PUT without a body.
      body: init.method === "PUT" ? "{}" : (init.body ?? null),
      credentials: options.credentials ?? "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: limit.signal ?? null,
    });
    return await readAnswer(response);
  } catch (error) {
    if (call.signal?.aborted && isAbort(error)) throw error;
    throw call.lost();
  } finally {
    limit.clear();
  }
}

/** What the protocol needs. All else that the client sends would only ask for more CORS rights. */
const OWN_HEADERS = ["accept", "content-type", "x-fal-target-url", "x-kling-attempt-id"];

/**
 * The headers of the protocol and those of the host.
 *
 * @throws KlingVideoError where the host's function fails: nothing was sent
 */
export async function toHeaders(
  own: HeadersInit | undefined,
  given: FalTransportOptions["headers"],
): Promise<Headers> {
  const headers = new Headers();
  new Headers(own).forEach((value, name) => {
    if (OWN_HEADERS.includes(name)) headers.set(name, value);
  });
  try {
    const extra = typeof given === "function" ? await given() : given;
    new Headers(extra).forEach((value, name) => headers.set(name, value));
  } catch {
    throw new KlingVideoError({ code: "not-sent", charged: "no" });
  }
  return headers;
}

/** A signal that fires with the caller's or after a time; `undefined` where neither is given. */
function limitTime(outer: AbortSignal | undefined, timeoutMs: number | undefined) {
  if (timeoutMs === undefined) return { signal: outer, clear: () => {} };
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", abort);
    },
  };
}
