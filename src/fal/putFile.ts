import type { PutFile } from "./FalTransportOptions.js";

/** Some connections die without a word: after so long without a byte they count as broken. */
const STALLED_AFTER_MS = 60_000;

/** The system takes megabytes ahead of a slow line, which then needs minutes for what seems sent. */
const UNANSWERED_AFTER_MS = 5 * 60_000;

/**
 * Puts a file at a signed URL by XMLHttpRequest: `fetch` tells nothing of how far an upload is.
 * Only `Content-Type` is sent, as the signature wants it.
 */
export const putFile: PutFile = (url, file, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted());
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort);

    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveUpAfter = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(abort, ms);
    };

    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      giveUpAfter(STALLED_AFTER_MS);
      if (lengthComputable && total > 0) onProgress?.(Math.min(1, loaded / total));
    };
    request.upload.onload = () => giveUpAfter(UNANSWERED_AFTER_MS);
    request.onload = () => resolve(new Response(null, { status: toStatus(request.status) }));
    request.onerror = () => reject(broken());
    request.onabort = () => reject(signal?.aborted ? aborted() : broken());
    request.onloadend = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };

    request.open("PUT", url);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    // A service worker of the host's may keep all progress to itself.
    giveUpAfter(UNANSWERED_AFTER_MS);
    request.send(file);
  });

function aborted(): DOMException {
  return new DOMException("The upload was aborted.", "AbortError");
}

function broken(): TypeError {
  return new TypeError("The file could not be put at its place.");
}

/** A `Response` takes no status below 200; an XMLHttpRequest has 0 where a header was refused. */
function toStatus(status: number): number {
  return status >= 200 ? status : 502;
}
