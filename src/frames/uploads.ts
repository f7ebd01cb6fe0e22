import { isAbort } from "../fal/Answer.js";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { FrameField } from "../model/frame.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { createHolders, type Holders } from "./createHolders.js";
import type { FrameOptions } from "./FrameOptions.js";
import { orAbort } from "./orAbort.js";
import { prepareFrame, type PrepareFrameOptions } from "./prepareFrame.js";
import { createSharedUploads } from "./sharedUploads.js";
import { createUploadedUrls } from "./uploadedUrls.js";
import type { UploadState } from "./UploadState.js";

/** The uploads of one transport, by file: the same file is never uploaded twice. */
export interface Uploads extends Holders {
  get(file: Blob): UploadState | undefined;
  /** The URL of a file that can be sent at once, because it was there lately. */
  getUrl(file: Blob, options?: FrameOptions): string | undefined;
  /**
   * Makes a file a frame and uploads it, or joins the upload that is under way or done. A failed one
   * starts again. Where it was done long ago, it is looked at, and done again if it is gone.
   *
   * @returns the URL of the file
   * @throws KlingVideoError where the file is refused, the upload fails or is canceled
   */
  start(file: Blob, options?: PrepareFrameOptions): Promise<string>;
  /** Makes sure that an address of an uploaded file still leads to it; any other passes. */
  confirm(url: string, field: FrameField): Promise<string>;
  /**
   * The visitor wants this upload no more: it fails with `upload-canceled` for everybody who waits
   * for this file, a submit too. To replace a file is no reason: see `release`.
   */
  cancel(file: Blob): void;
  /** Takes over a file that was uploaded in an earlier visit. */
  adopt(file: Blob, url: string, uploadedAt: number): void;
  /** The model could not fetch a frame: each is looked at before it is sent again. */
  doubt(): void;
  subscribe(listener: () => void): () => void;
}

const uploadsByTransport = new WeakMap<KlingTransport, Uploads>();

/** The uploads that belong to a transport. */
export function uploadsOf(transport: KlingTransport): Uploads {
  const known = uploadsByTransport.get(transport);
  if (known) return known;
  const uploads = createUploads(transport);
  uploadsByTransport.set(transport, uploads);
  return uploads;
}

interface Upload {
  /** What was wanted of the picture: with other wishes it may have to be another file. */
  wishes: string;
  state: UploadState;
  url: Promise<string>;
  controller: AbortController;
}

function createUploads(transport: KlingTransport): Uploads {
  const uploads = new WeakMap<Blob, Upload>();
  const urls = createUploadedUrls(transport);
  const shared = createSharedUploads(transport, urls);
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());

  function setState(file: Blob, upload: Upload, state: UploadState): void {
    upload.state = state;
    if (uploads.get(file) === upload) notify();
  }

  async function run(file: Blob, upload: Upload, options: PrepareFrameOptions): Promise<string> {
    const { signal } = upload.controller;
    const onProgress = (progress: number | null) => {
      if (upload.state.status !== "failed")
        setState(file, upload, { status: "uploading", progress });
    };
    try {
      const prepared = await orAbort(prepareFrame(file, options), signal);
      if (!prepared.ok) throw prepared.error;
      onProgress(null);
      const url = await shared.join(prepared.file, { signal, onProgress });
      setState(file, upload, { status: "uploaded", url, uploadedAt: Date.now() });
      return url;
    } catch (error) {
      const failure = toFailure(error, options.field);
      setState(file, upload, { status: "failed", error: failure });
      throw failure;
    }
  }

  function begin(file: Blob, options: PrepareFrameOptions): Promise<string> {
    const state: UploadState = { status: "checking" };
    const controller = new AbortController();
    const upload = { wishes: toWishes(options), state, url: Promise.resolve(""), controller };
    uploads.set(file, upload);
    upload.url = run(file, upload, options);
    upload.url.catch(() => {}); // it is told by the state, too
    notify();
    return upload.url;
  }

  async function start(file: Blob, options: PrepareFrameOptions = {}): Promise<string> {
    const known = uploads.get(file);
    const isUsable = known?.state.status !== "failed" && known?.wishes === toWishes(options);
    if (!known || !isUsable) return begin(file, options);
    const url = await known.url;
    if (!(await urls.isGone(url))) return url;
    if (uploads.get(file) === known) uploads.delete(file);
    return start(file, options);
  }

  const holders = createHolders((file) => {
    const upload = uploads.get(file);
    if (!upload || upload.state.status === "uploaded" || upload.state.status === "failed") return;
    // Forgotten, so that it starts anew where it is picked again.
    uploads.delete(file);
    upload.controller.abort();
  });

  return {
    ...holders,
    start,
    get: (file) => uploads.get(file)?.state,
    getUrl(file, options = {}) {
      const { state, wishes } = uploads.get(file) ?? {};
      if (state?.status !== "uploaded" || wishes !== toWishes(options)) return undefined;
      return urls.isFresh(state.url) ? state.url : undefined;
    },
    async confirm(url, field) {
      if (!urls.isUploaded(url) || !(await urls.isGone(url))) return url;
      throw new KlingVideoError({ code: "frame-expired", charged: "no", field });
    },
    cancel: (file) => uploads.get(file)?.controller.abort(),
    adopt(file, url, uploadedAt) {
      if (uploads.has(file)) return;
      const state: UploadState = { status: "uploaded", url, uploadedAt };
      const controller = new AbortController();
      uploads.set(file, { wishes: toWishes({}), state, url: Promise.resolve(url), controller });
      urls.note(url, uploadedAt);
      void shared.adopt(file, url);
      notify();
    },
    doubt: urls.doubt,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toFailure(error: unknown, field: FrameField | undefined): KlingVideoError {
  if (error instanceof KlingVideoError) {
    return new KlingVideoError({ ...error.toJSON(), field: error.field ?? field });
  }
  const code = isAbort(error) ? "upload-canceled" : "upload-failed";
  return new KlingVideoError({ code, charged: "no", field });
}

/** In words that can be compared; what comes from a decoder is the same with or without it. */
function toWishes({ stripMetadata = false, frameBackground }: FrameOptions): string {
  return JSON.stringify([stripMetadata, frameBackground]);
}
