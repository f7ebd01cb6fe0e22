import type { KlingProxyEvent } from "./KlingProxyEvent.js";

/** Tells the host what happens. Nothing that the host does with it changes an answer. */
export type Reporter<Event = KlingProxyEvent> = (event: Event) => void;

/** @param onEvent the host's own function, which may throw and may be async */
export function createReporter<Event = KlingProxyEvent>(
  onEvent: ((event: Event) => unknown) | undefined,
): Reporter<Event> {
  return function report(event) {
    if (!onEvent) return;
    void Promise.resolve(event)
      .then(onEvent)
      .catch(() => undefined);
  };
}
