/** Headers of a request, or how to get them at the time of the request. */
export type FalHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

/** How the way to fal is set up. */
export interface FalTransportOptions {
  /** URL of the host's own route to fal, absolute or relative to the page. */
  proxyUrl: string;
  /** Used in place of the page's `fetch`, for requests to the proxy. */
  fetch?: typeof fetch | undefined;
  /** Used in place of an XMLHttpRequest, for the upload of a file to its signed URL. */
  put?: PutFile | undefined;
  /** Sent with every request to the proxy. */
  headers?: FalHeaders | undefined;
  /** Whether cookies go to a proxy on another origin. @default "same-origin" */
  credentials?: RequestCredentials | undefined;
}

/**
 * Puts a file at a signed URL.
 *
 * @param onProgress called with 0…1
 * @returns the answer, whatever its status; rejects with a `TypeError` where there is none
 */
export type PutFile = (
  url: string,
  file: Blob,
  options: {
    signal?: AbortSignal | undefined;
    onProgress?: ((fraction: number) => void) | undefined;
  },
) => Promise<Response>;
