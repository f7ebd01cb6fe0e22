import type { KlingVideoError } from "../model/KlingVideoError.js";
import { isAbort, readAnswer, type Answer } from "./Answer.js";
import type { FalTransportOptions } from "./FalTransportOptions.js";
import { limitTime } from "./limitTime.js";
import { toHeaders } from "./toHeaders.js";

/** How the proxy is reached. */
export type ProxyOptions = Pick<FalTransportOptions, "fetch" | "headers" | "credentials">;

/** How long to wait for an answer, and what it means that none came. */
export interface AskOptions {
  lost: () => KlingVideoError;
  signal?: AbortSignal | undefined;
  /** Left out for a paid call: its answer is waited for. */
  timeoutMs?: number | undefined;
}

/**
 * Sends one request to the proxy and reads its answer to the end. It never follows a redirect
 * unless told to, and never reads a cache.
 *
 * @throws KlingVideoError where no answer came; `AbortError` where the signal fired
 */
export async function askProxy(
  url: string,
  init: RequestInit,
  options: ProxyOptions,
  { lost, signal, timeoutMs }: AskOptions,
): Promise<Answer> {
  const headers = await toHeaders(init.headers, options.headers, signal);
  const limit = limitTime(signal, timeoutMs);
  // Called as a plain function: a page's own fetch must not be called on another object.
  const send = options.fetch ?? fetch;
  try {
    const response = await send(url, {
      method: init.method ?? "GET",
      headers,
      // Two adapters of fal's proxy package answer 500 to a PUT without a body.
      body: init.method === "PUT" ? "{}" : (init.body ?? null),
      credentials: options.credentials ?? "same-origin",
      redirect: init.redirect ?? "manual",
      cache: "no-store",
      signal: limit.signal ?? null,
    });
    return await readAnswer(response);
  } catch (error) {
    if (signal?.aborted && isAbort(error)) throw error;
    throw lost();
  } finally {
    limit.clear();
  }
}
