type WaitUntil = (promise: Promise<unknown>) => void;

/** The host's `waitUntil`, where there is one. What it throws, or the promise, is no answer's end. */
export function toSafeWait(waitUntil: WaitUntil | undefined): WaitUntil {
  return function wait(promise) {
    const settled = promise.catch(() => undefined);
    try {
      waitUntil?.(settled);
    } catch {
      // Outside of a request some hosts throw. The promise goes on all the same.
    }
  };
}
