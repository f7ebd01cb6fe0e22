import { isActive, type Generation } from "../model/Generation.js";

/** A generation that is neither over nor in doubt. */
export type GenerationUnderWay = Extract<
  Generation,
  { status: "uploading" | "waiting" | "submitting" | "in-queue" | "in-progress" }
>;

/** Whether there is something to wait for. */
export function isUnderWay(generation: Generation): generation is GenerationUnderWay {
  return isActive(generation);
}
