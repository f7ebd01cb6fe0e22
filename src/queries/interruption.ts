/** What makes a stream worthless: nobody looks, the page is put away, the network changes. */
const WINDOW_EVENTS = ["pagehide", "online", "offline"] as const;

/**
 * A signal that fires with the outer one, and when the page is hidden or put away or the network
 * goes or comes. A stream that is half open does not notice any of these.
 */
export function interruption(outer: AbortSignal): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  const interruptIfHidden = () => {
    if (document.visibilityState === "hidden") interrupt();
  };
  const isInPage = typeof document !== "undefined";

  outer.addEventListener("abort", interrupt);
  if (outer.aborted) interrupt();
  if (isInPage) {
    document.addEventListener("visibilitychange", interruptIfHidden);
    WINDOW_EVENTS.forEach((type) => window.addEventListener(type, interrupt));
  }
  return {
    signal: controller.signal,
    stop() {
      outer.removeEventListener("abort", interrupt);
      if (!isInPage) return;
      document.removeEventListener("visibilitychange", interruptIfHidden);
      WINDOW_EVENTS.forEach((type) => window.removeEventListener(type, interrupt));
    },
  };
}
