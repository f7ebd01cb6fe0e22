import type { FalLog } from "./FalLog.js";
import type { ModelErrorType } from "./modelErrors.js";
import type { InputField } from "../model/input.js";

/** What fal's gateway says no with, before any model is asked. */
export type GatewayRefusal = "key-unknown" | "balance" | "locked" | "rate-limited";

/** An answer word by word. A string is the body as it is, anything else is sent as JSON. */
export interface RawAnswer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/**
 * What a request gets in place of its true answer. All of it is plain JSON, so that a test page can
 * send it to the server that it runs against.
 *
 * | fault | answer |
 * |---|---|
 * | `"truth"` | the true one; for the places of a list that are no fault |
 * | `500` (any number) | that HTTP status with fal's own error body |
 * | `"html-502"` (any number) | that status with the HTML page of some gateway |
 * | `"empty"` | 502 without a body |
 * | `"reset"` | none: the connection is cut |
 * | `"blackhole"` | none: the connection stays open |
 * | `"truncated"` | the true one, cut in the middle of its body |
 * | `"key-unknown"`, `"balance"`, `"locked"`, `"rate-limited"` | fal's gateway refuses |
 * | `{ type, field? }` | the model refuses: 422 with fal's list of details |
 * | `{ status, body?, headers? }` | exactly this |
 * | `{ slowMs, then? }` | the true one, or `then`, after so many milliseconds |
 * | `{ acceptThen }` | the request is carried out, then `acceptThen` in place of the true answer |
 */
export type Fault =
  | "truth"
  | number
  | `html-${number}`
  | "empty"
  | "reset"
  | "blackhole"
  | "truncated"
  | GatewayRefusal
  | { type: ModelErrorType; field?: InputField | "body" }
  | RawAnswer
  | { slowMs: number; then?: Fault }
  | { acceptThen: Fault };

/** A status whose word is another one, such as `"FAILED"` or `null`. */
export interface OtherWord {
  word: string | null;
}

/** `{ word }`: the true status with another word in it. */
export type StatusFault = Fault | OtherWord;

/**
 * `"silent"`: open, and never a byte. `"buffered"`: all events at once at the end, as through a
 * proxy that collects. A cut ends the stream cleanly, or with a reset where `reset` is true.
 */
export type StreamFault =
  | Fault
  | OtherWord
  | "silent"
  | "buffered"
  | { cutAfterMs: number; reset?: boolean }
  | { cutAtByte: number; reset?: boolean };

/** `{ videoUrl }`: a video with this URL. */
export type ResultFault = Fault | "no-video" | "still-in-progress" | { videoUrl: string };

/**
 * A list is used up in order, one place per request, then the truth follows.
 * A single fault stands for every request.
 */
export type Turns<F> = F | readonly F[];

/**
 * The log lines of a job: left out of the answers, `null`, text that must not reach a page as
 * anything but text, so many lines of so many characters, or these.
 */
export type ScriptedLogs =
  | "absent"
  | "null"
  | "hostile"
  | { count: number; length?: number }
  | readonly (string | Partial<FalLog>)[];

/** What happens to one job. Everything that is left out goes well. */
export interface JobScript {
  /** Time in the queue, in ms. */
  queueMs?: number;
  /** Time from the queue to the end, in ms. */
  runMs?: number;
  /** Requests that stand ahead of it when it is submitted. */
  queueLength?: number;
  logs?: ScriptedLogs;
  /** So long after the submit, in ms, fal does not know the request yet: 404. */
  hiddenMs?: number;
  /** The answer to the POST. Unless it is accepted first (`acceptThen`), nothing is charged. */
  submit?: Fault;
  status?: Turns<StatusFault>;
  stream?: Turns<StreamFault>;
  result?: Turns<ResultFault>;
  cancel?: Turns<Fault>;
  /** The answers to the GETs of the video itself. */
  video?: Turns<Fault>;
  /** The job fails: this stands in the completed status, and the result answers with it. */
  completedWith?: { error: string; error_type: string; status?: number };
  /** What a job canceled in the queue becomes. @default "client-cancelled" */
  canceledInQueue?: "client-cancelled" | "not-found";
  /** Whether the wish to cancel a running job is granted, or the video comes. @default "video" */
  canceledRunning?: "client-cancelled" | "video";
}

/** `{ cutAtByte }`: the connection is cut when so many bytes of the file have arrived. */
export type PutFault = Fault | { cutAtByte: number };

/** What happens to one upload. */
export interface UploadScript {
  /** The answers to the requests for a signed URL, until one is given. */
  initiate?: Turns<Fault>;
  /** The answers to the PUTs at that URL. */
  put?: Turns<PutFault>;
  /** The answers to those who read the uploaded file. */
  file?: Turns<Fault>;
}

/** What fal says of its price, from then on. */
export interface PricingScript {
  /** In place of the answer. */
  fault?: Fault;
  /** @default fal's own price of a second */
  unitPrice?: number;
  /** @default "seconds" */
  unit?: string;
  /** @default "USD" */
  currency?: string;
}

/** What happens to the next job and to the next upload, and what fal says of its price. */
export interface FaultScript extends JobScript {
  upload?: UploadScript;
  pricing?: PricingScript;
}
