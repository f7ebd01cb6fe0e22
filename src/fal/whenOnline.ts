/** Whether the browser is sure that there is no network. */
export function isOffline(): boolean {
  return typeof navigator !== "undefined" && navigator.onLine === false;
}

/**
 * Waits until there is a network again.
 *
 * @param limitMs the longest wait
 * @returns whether there is one
 * @throws the signal's reason, as soon as it fires
 */
export function whenOnline(limitMs: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (!isOffline()) return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    const end = (isOnline: boolean) => {
      stop();
      resolve(isOnline);
    };
    const online = () => end(true);
    const abort = () => {
      stop();
      reject(signal?.reason);
    };
    const timer = setTimeout(() => end(!isOffline()), limitMs);
    const stop = () => {
      clearTimeout(timer);
      globalThis.removeEventListener("online", online);
      signal?.removeEventListener("abort", abort);
    };
    globalThis.addEventListener("online", online);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
  });
}
