import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";
import type { GenerationWithoutVideo } from "./GenerationWithoutVideo.js";

/** fal handed nothing over, which may be a passing fault of something in between. */
const LOST_CODES: readonly KlingVideoErrorCode[] = ["expired", "not-found", "no-video"];

/**
 * Whether a look may still bring something: the proxy may know what came of it, or fal may still
 * hand over what it has.
 */
export function canCheck(generation: GenerationWithoutVideo): boolean {
  switch (generation.status) {
    case "unconfirmed":
      return generation.canCheck === true;
    case "failed":
      return (
        generation.requestId !== undefined &&
        (generation.error.retryable || LOST_CODES.includes(generation.error.code))
      );
    case "canceled":
      return false;
  }
}
