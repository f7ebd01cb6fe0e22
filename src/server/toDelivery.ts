import { codeOfInputType, codeOfPlatformType } from "../model/codeOfFalType.js";
import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";
import { findUrlProblem } from "../model/findUrlProblem.js";
import type { KlingVideoErrorInit } from "../model/KlingVideoError.js";
import type { KlingVideo } from "../model/status.js";
import { WebhookRefusal } from "./WebhookRefusal.js";

/** How a generation has ended, as fal tells it. */
export type Delivery =
  | { requestId: string; video: KlingVideo }
  | { requestId: string; error: KlingVideoErrorInit };

type Fields = Readonly<Record<string, unknown>>;

// fal's ids are UUIDs today.
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Reads the body of a delivery. Nothing that fal echoes of the input goes on from here.
 *
 * @throws WebhookRefusal 400 for a body that names no request
 */
export function toDelivery(bytes: Uint8Array): Delivery {
  const body = parseJson(bytes);
  const requestId = body?.request_id;
  if (!body || typeof requestId !== "string" || !REQUEST_ID.test(requestId)) {
    throw new WebhookRefusal("invalid_body");
  }
  if (body.status !== "OK") return { requestId, error: toError(toFields(body.payload)) };
  const video = toVideo(toFields(toFields(body.payload)?.video));
  if (video) return { requestId, video };
  // fal leaves the payload out where it cannot write it down; the video itself may well exist.
  const isUnreadable = typeof body.payload_error === "string";
  return { requestId, error: toFailure(isUnreadable ? "result-unreadable" : "no-video") };
}

/** A host may fetch it, so it must not lead into the host's own network. */
function toVideo(video: Fields | undefined): KlingVideo | null {
  const url = toText(video?.url);
  if (url === undefined || findUrlProblem(url) !== null) return null;
  const fileSize = typeof video?.file_size === "number" ? video.file_size : undefined;
  const contentType = toText(video?.content_type);
  return { url, contentType, fileName: toText(video?.file_name), fileSize };
}

/** The model answers with a list of what it refuses, fal's platform with one word. */
function toError(payload: Fields | undefined): KlingVideoErrorInit {
  const detail = payload?.detail;
  if (Array.isArray(detail)) {
    const falType = toWord(toFields(detail[0])?.type);
    return toFailure(codeOfInputType(falType ?? ""), falType);
  }
  const falType = toWord(payload?.error_type);
  return toFailure(codeOfPlatformType(falType ?? ""), falType);
}

function toFailure(code: KlingVideoErrorCode, falType?: string): KlingVideoErrorInit {
  return { code, charged: "maybe", falType };
}

function parseJson(bytes: Uint8Array): Fields | undefined {
  try {
    return toFields(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

function toFields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** One of fal's words, and no sentence that could hold a piece of the input. */
function toWord(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w.]{1,80}$/.test(value) ? value : undefined;
}
