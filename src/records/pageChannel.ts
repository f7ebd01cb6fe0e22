/** What pages of one site tell each other about their records. */
export type PageMessage =
  /** A record was written or removed. */
  | { type: "changed"; attemptId: string }
  /** Does a page have this attempt in flight? */
  | { type: "who-owns"; attemptId: string }
  /** Yes, this one. */
  | { type: "mine"; attemptId: string }
  /** Take this attempt back, or cancel it as soon as its request id is known. */
  | { type: "cancel"; attemptId: string };

/** A line to the other pages of the site; what is sent is not heard by the sender. */
export interface PageChannel {
  post(message: PageMessage): void;
  close(): void;
}

/**
 * Opens the line: a BroadcastChannel, or storage events where there is none, or nothing.
 *
 * @param name pages with the same name hear each other
 */
export function openPageChannel(
  name: string,
  onMessage: (message: PageMessage) => void,
): PageChannel {
  try {
    const channel = new BroadcastChannel(name);
    channel.onmessage = (event: MessageEvent<PageMessage>) => onMessage(event.data);
    return { post: (message) => channel.postMessage(message), close: () => channel.close() };
  } catch {
    // There is none, or it is forbidden (Firefox throws where cookies are blocked).
    return openStorageChannel(name, onMessage);
  }
}

function openStorageChannel(name: string, onMessage: (message: PageMessage) => void): PageChannel {
  const key = `${name}:message`;
  const hear = (event: StorageEvent) => {
    if (event.key === key && event.newValue) onMessage(JSON.parse(event.newValue).message);
  };
  globalThis.addEventListener?.("storage", hear);
  return {
    post(message) {
      try {
        // An event comes only where the value is another one than before.
        localStorage.setItem(key, JSON.stringify({ message, at: performance.now() }));
        localStorage.removeItem(key);
      } catch {
        // Without storage there are no other pages to tell.
      }
    },
    close: () => globalThis.removeEventListener?.("storage", hear),
  };
}
