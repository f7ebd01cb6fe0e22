import type { KlingVideoErrorCode } from "./errorCatalogue.js";

// fal's words for a refused input: https://docs.fal.ai/model-apis/errors
const INPUT_TYPES: ReadonlyMap<string, KlingVideoErrorCode> = new Map([
  ["content_policy_violation", "content-policy"],
  ["no_media_generated", "no-media"],
  ["image_too_small", "frame-too-small"],
  ["image_too_large", "frame-too-large"],
  ["image_load_error", "frame-unreadable"],
  ["file_too_large", "frame-too-large"],
  ["unsupported_image_format", "frame-type"],
  ["file_download_error", "frame-unreachable"],
]);

const WITHDRAWN_TYPES = ["client_cancelled", "client_disconnected"];

/** What the model's word for a refused input means. */
export function codeOfInputType(falType: string): KlingVideoErrorCode {
  return INPUT_TYPES.get(falType) ?? "input-refused";
}

/** What the platform's word for a request without a result means. */
export function codeOfPlatformType(falType: string): "withdrawn" | "model-error" {
  return WITHDRAWN_TYPES.includes(falType) ? "withdrawn" : "model-error";
}
