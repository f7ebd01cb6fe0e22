import type { PutFile } from "./FalTransportOptions.js";

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

    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onProgress?.(Math.min(1, loaded / total));
    };
    request.onload = () => resolve(new Response(null, { status: toStatus(request.status) }));
    request.onerror = () => reject(new TypeError("The file could not be put at its place."));
    request.onabort = () => reject(aborted());
    request.onloadend = () => signal?.removeEventListener("abort", abort);

    request.open("PUT", url);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.send(file);
  });

function aborted(): DOMException {
  return new DOMException("The upload was aborted.", "AbortError");
}

/** A `Response` takes no status below 200; an XMLHttpRequest has 0 where a header was refused. */
function toStatus(status: number): number {
  return status >= 200 ? status : 502;
}
