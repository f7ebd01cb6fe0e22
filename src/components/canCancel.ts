import type { GenerationUnderWay } from "./GenerationUnderWay.js";

/**
 * Whether a cancel can still be asked for: before fal has it, it is taken back; what fal has is
 * asked of fal, until the video is done.
 */
export function canCancel(generation: GenerationUnderWay): boolean {
  const isDone = generation.status === "in-progress" && generation.step === "fetching";
  return !generation.isCanceling && !isDone;
}
