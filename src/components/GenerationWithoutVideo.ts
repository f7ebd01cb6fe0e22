import type { Generation } from "../model/Generation.js";

/** A generation that is not followed any more and has no video. */
export type GenerationWithoutVideo = Extract<
  Generation,
  { status: "failed" | "unconfirmed" | "canceled" }
>;

/** Whether there is something to explain. */
export function isEndedWithout(generation: Generation): generation is GenerationWithoutVideo {
  switch (generation.status) {
    case "failed":
    case "unconfirmed":
    case "canceled":
      return true;
    case "idle":
    case "uploading":
    case "waiting":
    case "submitting":
    case "in-queue":
    case "in-progress":
    case "completed":
      return false;
  }
}
