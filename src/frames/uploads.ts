import { validateFrame, type FrameField } from "../model/frame.js";
import type { ImageHeader } from "../model/imageHeader.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { isAbort } from "../fal/Answer.js";
import type { KlingTransport } from "../fal/KlingTransport.js";

/** How far the upload of one file is. */
export type UploadState =
  | { status: "checking" }
  /** `progress`: 0…1, `null` while nothing is told of it, which is normal; 1 means "finishing". */
  | { status: "uploading"; progress: number | null }
  | { status: "uploaded"; url: string }
  | { status: "failed"; error: KlingVideoError };

/** The uploads of one transport, by file: the same file is never uploaded twice. */
export interface Uploads {
  get(file: Blob): UploadState | undefined;
  /**
   * Starts the upload of a file, or joins the one under way or done. A failed one starts again.
   *
   * @returns the URL of the file
   * @throws KlingVideoError where the file is refused, the upload fails or is canceled
   */
  start(file: Blob, field?: FrameField): Promise<string>;
  /** Gives an upload up that is under way. */
  cancel(file: Blob): void;
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
  state: UploadState;
  url: Promise<string>;
  controller: AbortController;
}

function createUploads(transport: KlingTransport): Uploads {
  const uploads = new WeakMap<Blob, Upload>();
  const listeners = new Set<() => void>();

  function setState(file: Blob, upload: Upload, state: UploadState): void {
    upload.state = state;
    if (uploads.get(file) === upload) listeners.forEach((listener) => listener());
  }

  async function run(file: Blob, upload: Upload, field: FrameField | undefined): Promise<string> {
    const { signal } = upload.controller;
    try {
      const check = await validateFrame(file, field);
      if (!check.ok) throw check.error;
      if (signal.aborted) throw canceled(field);
      setState(file, upload, { status: "uploading", progress: null });
      const url = await transport.upload(toNamedFile(file, check.header), {
        signal,
        onProgress: (progress) => setState(file, upload, { status: "uploading", progress }),
      });
      setState(file, upload, { status: "uploaded", url });
      return url;
    } catch (error) {
      const failure = toFailure(error, field);
      setState(file, upload, { status: "failed", error: failure });
      throw failure;
    }
  }

  return {
    get: (file) => uploads.get(file)?.state,
    start(file, field) {
      const known = uploads.get(file);
      if (known && known.state.status !== "failed") return known.url;
      const controller = new AbortController();
      const upload: Upload = {
        state: { status: "checking" },
        url: Promise.resolve(""),
        controller,
      };
      uploads.set(file, upload);
      upload.url = run(file, upload, field);
      upload.url.catch(() => {}); // it is told by the state, too
      listeners.forEach((listener) => listener());
      return upload.url;
    },
    cancel: (file) => uploads.get(file)?.controller.abort(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** fal keeps name and type: the true type, and no name that tells of the visitor. */
function toNamedFile(file: Blob, { type }: ImageHeader): File {
  const name = type === "image/png" ? "frame.png" : "frame.jpg";
  return new File([file], name, { type });
}

function toFailure(error: unknown, field: FrameField | undefined): KlingVideoError {
  if (error instanceof KlingVideoError) {
    return new KlingVideoError({ ...error.toJSON(), field: error.field ?? field });
  }
  if (isAbort(error)) return canceled(field);
  return new KlingVideoError({ code: "upload-failed", charged: "no", field });
}

function canceled(field: FrameField | undefined): KlingVideoError {
  return new KlingVideoError({ code: "upload-canceled", charged: "no", field });
}
