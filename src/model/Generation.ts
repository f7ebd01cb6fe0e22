import type { KlingVideoInput } from "./input.js";
import type { Charged, KlingVideoError } from "./KlingVideoError.js";
import type { LogLine } from "./logs.js";
import type { KlingVideo } from "./status.js";

/** How well the page can follow: `signed-out` waits for the visitor, `reconnecting` for the network. */
export type Connection = "live" | "reconnecting" | "signed-out";

/** What every generation has, whatever its status. */
export interface GenerationBase {
  /** Ours, known before fal's request id. */
  attemptId: string;
  /** Frozen at the press; pictures are URLs once they are uploaded. */
  input: KlingVideoInput;
  /** The price at the press, in US dollars. */
  priceUsd: number;
  /** When Generate was pressed, in ms since the epoch. */
  submittedAt: number;
  /** When it was first seen running, in ms since the epoch. */
  startedAt?: number | undefined;
  /** When it ended, in ms since the epoch. */
  completedAt?: number | undefined;
  /** A cancel was asked for and is not answered yet, or came while it was running. */
  isCanceling: boolean;
  /** Whether it survives a reload: not where this browser keeps nothing. */
  isDurable: boolean;
  /** Why the last cancel did not work; the generation goes on. */
  cancelError?: KlingVideoError | undefined;
  connection: Connection;
}

/** Where one generation stands: one word, and only what belongs to that word. */
export type Generation =
  | { status: "idle" }
  | (GenerationBase &
      (
        | { status: "uploading" }
        /** Other generations come first: it is not sent and not paid yet. */
        | { status: "waiting" }
        | { status: "submitting" }
        | {
            status: "unconfirmed";
            error: KlingVideoError;
            /**
             * The proxy keeps note of attempts, so that checking may tell what came of it;
             * `undefined` while that is being found out.
             */
            canCheck: boolean | undefined;
            /** The proxy says that it is still on its way to fal: the answer may come any moment. */
            isUnderWay?: true | undefined;
          }
        | { status: "in-queue"; requestId: string; queuePosition: number | null }
        | {
            status: "in-progress";
            requestId: string;
            logs: readonly LogLine[];
            /** `fetching`: it is done, and the video is being asked for. */
            step: "rendering" | "fetching";
          }
        | { status: "completed"; requestId: string; video: KlingVideo; logs: readonly LogLine[] }
        | {
            status: "failed";
            requestId?: string | undefined;
            error: KlingVideoError;
            logs: readonly LogLine[];
          }
        | { status: "canceled"; requestId?: string | undefined; charged: Charged }
      ));

/** One of the ten words for where a generation stands. */
export type GenerationStatus = Generation["status"];

/** A generation that was asked for, in whatever status. */
export type StartedGeneration = Exclude<Generation, { status: "idle" }>;

/** Whether a generation is under way, so that another one must wait. */
export function isActive(generation: Generation): boolean {
  switch (generation.status) {
    case "uploading":
    case "waiting":
    case "submitting":
    case "in-queue":
    case "in-progress":
      return true;
    case "idle":
    case "unconfirmed":
    case "completed":
    case "failed":
    case "canceled":
      return false;
  }
}
