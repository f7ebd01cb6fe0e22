import type { KlingTransport } from "../fal/KlingTransport.js";
import type { FrameOptions } from "../frames/FrameOptions.js";
import { uploadsOf } from "../frames/uploads.js";
import type { KlingVideoInput } from "../model/input.js";
import { RECORD_VERSION, type GenerationRecord } from "../model/record.js";
import { createAttemptId } from "./createAttemptId.js";

/** The note of a press, before anything is sent. */
export function toRecord(given: KlingVideoInput, slot: string, priceUsd: number): GenerationRecord {
  const { image_url: start, tail_image_url: tail, ...rest } = given;
  const hasFile = typeof start !== "string" || (tail !== undefined && typeof tail !== "string");
  return {
    v: RECORD_VERSION,
    attemptId: createAttemptId(),
    slot,
    input: { ...rest, image_url: toUrl(start), ...(tail && { tail_image_url: toUrl(tail) }) },
    priceUsd,
    submittedAt: Date.now(),
    progress: { phase: hasFile ? "uploading" : "submitting" },
  };
}

/** The note of a generation that was made elsewhere: what it was made from is not known here. */
export function toAdoptedRecord(requestId: string, slot: string): GenerationRecord {
  return {
    v: RECORD_VERSION,
    attemptId: requestId,
    slot,
    input: { prompt: "", image_url: "" },
    priceUsd: 0,
    submittedAt: Date.now(),
    progress: { phase: "accepted", requestId },
  };
}

/** The input with the URL in place of each file that is uploaded already and needs no other look. */
export function withUploadedFrames(
  input: KlingVideoInput,
  transport: KlingTransport,
  frames: FrameOptions,
): KlingVideoInput {
  const uploads = uploadsOf(transport);
  const toKnownUrl = (frame: string | Blob) =>
    typeof frame === "string" ? frame : (uploads.getUrl(frame, frames) ?? frame);
  const { image_url, tail_image_url, ...rest } = input;
  return {
    ...rest,
    image_url: toKnownUrl(image_url),
    ...(tail_image_url && { tail_image_url: toKnownUrl(tail_image_url) }),
  };
}

function toUrl(frame: string | Blob): string {
  return typeof frame === "string" ? frame : "";
}
