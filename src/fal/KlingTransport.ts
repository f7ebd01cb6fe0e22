import type { UploadedKlingVideoInput } from "../model/input.js";
import type { Price } from "../model/price.js";
import type { AttemptOutcome, Outcome, QueueStatus } from "../model/status.js";

/** Options of a call that only reads: it may be given up and asked again. */
export interface ReadOptions {
  signal?: AbortSignal | undefined;
}

/** Options of a submit. */
export interface SubmitOptions {
  /** Ours: one consent, whatever the network does. */
  attemptId: string;
  /** Called, right before it resolves, with the place in the queue (0 = next) where fal tells it. */
  onQueued?: ((queuePosition: number) => void) | undefined;
}

/** Options of an upload. */
export interface UploadOptions extends ReadOptions {
  /**
   * Called with 0…1; 1 means "finishing". It may never be called, and it goes back where a
   * connection broke and the file is sent anew: it tells what the storage may have of it.
   */
  onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * How fal is spoken to, one method per operation. Every method rejects with a `KlingVideoError`
 * and with nothing else, apart from an `AbortError` where a signal was given and fired.
 */
export interface KlingTransport {
  /** Whose requests these are: the absolute proxy URL. Records and queries are kept under it. */
  readonly id: string;

  /** Loads what the first request will need. Safe to call often; never rejects. */
  warm(): void;

  /**
   * Makes sure, right before a submit, that the way to fal is open: loads the client and asks the
   * proxy for a sign of life, unless it gave one in the last 10 s.
   * When it rejects, nothing was sent (`charged: "no"`).
   */
  prepare(): Promise<void>;

  /**
   * Sends one paid request, once. It has no timeout and cannot be aborted: the answer is the only
   * way to learn the request id.
   *
   * @returns fal's request id
   * @throws KlingVideoError with `charged: "no"` where fal surely took nothing, or with the code
   * `unconfirmed` and `charged: "maybe"` where nobody can know
   */
  submit(input: UploadedKlingVideoInput, options: SubmitOptions): Promise<string>;

  /**
   * Asks what came of a submit whose answer was lost. A transport without it never knows.
   *
   * @throws KlingVideoError where it cannot be asked now
   */
  findAttempt?(attemptId: string, options?: ReadOptions): Promise<AttemptOutcome>;

  /**
   * Asks for fal's own price. A transport without it never knows.
   *
   * @throws KlingVideoError where it cannot be had here
   */
  price?(options?: ReadOptions): Promise<Price>;

  /** Looks once at a request. */
  status(requestId: string, options?: ReadOptions & { logs?: boolean }): Promise<QueueStatus>;

  /**
   * Watches a request by stream until it ends, is cut or stays silent, then resolves: that a
   * stream has ended says nothing about the request.
   *
   * @param onStatus called with each status; its `logs` are all lines of this stream so far
   * @returns whether the stream works here: `"unusable"` when it never gave an event in time
   */
  watch(
    requestId: string,
    options: ReadOptions & { logs?: boolean; onStatus: (status: QueueStatus) => void },
  ): Promise<"ended" | "unusable">;

  /** Asks for the result of a completed request; the only word on video or failure. */
  result(requestId: string, options?: ReadOptions): Promise<Outcome>;

  /** Asks fal to cancel. `"too-late"`: it is finished already. */
  cancel(requestId: string): Promise<"requested" | "too-late" | "not-found">;

  /**
   * Uploads a file to fal's storage, and tries again where that may help: an upload costs nothing.
   *
   * @returns the public URL of the file
   */
  upload(file: Blob, options?: UploadOptions): Promise<string>;
}
