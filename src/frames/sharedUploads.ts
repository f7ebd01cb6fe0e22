import type { KlingTransport } from "../fal/KlingTransport.js";
import { inspectPicture } from "../model/frame.js";
import { hashFile } from "./hashFile.js";
import { orAbort } from "./orAbort.js";
import type { UploadedUrls } from "./uploadedUrls.js";

/** Somebody who waits for an upload. */
interface Waiting {
  /** Leaves. When nobody is left, the upload is given up. */
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

/** Uploads by content: the same bytes are sent once, whichever files hold them. */
export interface SharedUploads {
  /**
   * Sends a file, or joins those who send or have sent the same bytes. Where the page cannot hash,
   * every file is sent.
   *
   * @param file a frame, ready to be sent
   * @returns its URL
   */
  join(file: File, waiting: Waiting): Promise<string>;
  /** Takes over what was sent in an earlier visit. */
  adopt(file: Blob, url: string): Promise<void>;
}

interface Sending {
  url: Promise<string>;
  waiting: Set<Waiting>;
  /** Aborts it, where it is still under way. */
  giveUp: () => void;
}

export function createSharedUploads(transport: KlingTransport, urls: UploadedUrls): SharedUploads {
  const byHash = new Map<string, Sending>();

  function begin(file: File, hash: string | null): Sending {
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = new Set<Waiting>();
    const forget = () => {
      if (hash !== null && byHash.get(hash) === sending) byHash.delete(hash);
    };
    const sending: Sending = {
      url: send(transport, file, {
        signal,
        onProgress: (fraction) => waiting.forEach(({ onProgress }) => onProgress(fraction)),
      }),
      waiting,
      giveUp: () => {
        forget();
        controller.abort();
      },
    };
    if (hash !== null) byHash.set(hash, sending);
    sending.url.then((url) => {
      sending.giveUp = () => {};
      urls.note(url, Date.now());
    }, forget);
    return sending;
  }

  async function follow(sending: Sending, waiting: Waiting): Promise<string> {
    sending.waiting.add(waiting);
    try {
      return await orAbort(sending.url, waiting.signal);
    } finally {
      sending.waiting.delete(waiting);
      if (sending.waiting.size === 0) sending.giveUp();
    }
  }

  return {
    async join(file, waiting) {
      const hash = await orAbort(hashFile(file), waiting.signal);
      for (;;) {
        const known = hash === null ? undefined : byHash.get(hash);
        if (!known) return follow(begin(file, hash), waiting);
        const url = await follow(known, waiting);
        if (!(await urls.isGone(url))) return url;
        if (hash !== null && byHash.get(hash) === known) byHash.delete(hash);
      }
    },
    async adopt(file, url) {
      const hash = await hashFile(file);
      if (hash === null || byHash.has(hash)) return;
      byHash.set(hash, { url: Promise.resolve(url), waiting: new Set(), giveUp: () => {} });
    },
  };
}

/** fal keeps name and type: the true type, and no name that tells of the visitor. */
async function send(
  transport: KlingTransport,
  file: File,
  options: Parameters<KlingTransport["upload"]>[1],
): Promise<string> {
  const check = await inspectPicture(file);
  if (!check.ok) throw check.error;
  const { type } = check.header;
  const name = type === "image/png" ? "frame.png" : "frame.jpg";
  return transport.upload(new File([file], name, { type }), options);
}
