import type { Answer } from "./Answer.js";
import { askProxy, type AskOptions, type ProxyOptions } from "./askProxy.js";

/** One call, and what its answers mean. */
export interface GuardedCall<T> extends AskOptions {
  /** Says what the answer means, or throws a `KlingVideoError`. Only good answers reach the client. */
  judge: (answer: Answer) => T;
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
export interface GuardOptions extends ProxyOptions {
  proxyUrl: string;
  /** Called when the proxy gave a good answer. */
  onAnswer: () => void;
}

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

    const answer = await askProxy(url, init, options, call);
    last = { value: call.judge(answer) };
    options.onAnswer();
    // It has been judged: only for an upload does the client need to read it. It may be long, and it
    // may be good although it broke off; the client must not stumble over it.
    return Response.json(call.put ? (answer.json ?? null) : {});
  }

  return { fetch: guardedFetch, result: () => last };
}
