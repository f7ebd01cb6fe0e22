import type { FaultScript } from "./FaultScript.js";

/** What a video is made from. */
export interface VideoJob {
  startFrame: Blob;
  endFrame?: Blob | undefined;
  durationSeconds: 5 | 10;
  prompt: string;
}

/** Makes a playable video, for example by moving over the start frame. */
export type RenderVideo = (job: VideoJob) => Promise<Blob>;

/** How a simulator is set up. */
export interface FalSimulatorOptions {
  /**
   * Where uploaded files, signed PUT URLs and videos live: an origin, or an origin and a base
   * path, such as `http://localhost:5000/media`. The simulator answers for every URL below it.
   */
  mediaOrigin: string;
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined;
  /** Time of a job in the queue, in ms. @default 2000 */
  queueMs?: number | undefined;
  /** Time of a job from the queue to its end, in ms. @default 6000 */
  runMs?: number | undefined;
  /** Requests that stand ahead of a new one. @default 3 */
  queueLength?: number | undefined;
  /** Makes the video. Without it every job gets a small built-in clip of the right length. */
  renderVideo?: RenderVideo | undefined;
  /**
   * Reads a frame that lives outside of `mediaOrigin`. Without it such a frame is taken on trust
   * and the video is the built-in clip; the simulator itself never goes to the network.
   */
  fetchFrame?: ((url: string) => Promise<Blob>) | undefined;
  /** Where a finished video can be played. Default: a URL below `mediaOrigin`. */
  toVideoUrl?: ((video: Blob, requestId: string) => string) | undefined;
  /** The key that submits and uploads must carry. Without it nobody is asked for one. */
  falKey?: string | undefined;
  /**
   * Who refuses an input that breaks the schema. fal's queue takes everything and the result says
   * no; `"submit"` makes the POST itself say no. @default "result"
   */
  validateAt?: "result" | "submit" | undefined;
  /** What happens to every job and upload that has no script of its own. */
  defaults?: FaultScript | undefined;
}
