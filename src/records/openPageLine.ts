import { openPageChannel, type PageChannel, type PageMessage } from "./pageChannel.js";

/** What a page is told of the others. */
interface PageListener {
  onMessage: (message: PageMessage) => void;
  /** Another page has written to the storage; `null`: it has cleared it. */
  onStored: (key: string | null) => void;
  /** The page is back from where it heard nothing. */
  onReturn: () => void;
}

/**
 * The line to the other pages, and what replaces it where it is silent: storage events, and the
 * moments in which a page comes back. A frozen page still gets messages, but not fal's answer: it
 * hears nothing, so that it does not speak for an attempt that it cannot bring to its end.
 */
export function openPageLine(name: string, listener: PageListener): PageChannel {
  let isFrozen = false;
  const channel = openPageChannel(name, (message) => {
    // A wish to cancel waits for no answer, and must not be lost.
    if (!isFrozen || message.type === "cancel") listener.onMessage(message);
  });
  const hearStorage = ({ key }: StorageEvent) => listener.onStored(key);
  const freeze = () => {
    isFrozen = true;
  };
  const comeBack = () => {
    isFrozen = false;
    listener.onReturn();
  };
  globalThis.addEventListener?.("storage", hearStorage);
  globalThis.addEventListener?.("pageshow", comeBack);
  globalThis.document?.addEventListener("freeze", freeze);
  globalThis.document?.addEventListener("resume", comeBack);

  return {
    post: channel.post,
    close() {
      channel.close();
      globalThis.removeEventListener?.("storage", hearStorage);
      globalThis.removeEventListener?.("pageshow", comeBack);
      globalThis.document?.removeEventListener("freeze", freeze);
      globalThis.document?.removeEventListener("resume", comeBack);
    },
  };
}
