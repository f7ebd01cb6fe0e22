/** Resolves after so many milliseconds, `Infinity` for never; rejects when the signal fires. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const timer = ms === Infinity ? undefined : setTimeout(finish, ms);
    signal.addEventListener("abort", giveUp, { once: true });

    function finish(): void {
      signal.removeEventListener("abort", giveUp);
      resolve();
    }
    function giveUp(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
  });
}
