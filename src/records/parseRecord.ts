import { errorCatalogue } from "../model/errorCatalogue.js";
import { RECORD_VERSION, type GenerationRecord } from "../model/record.js";

/**
 * A stored record, or `undefined` for anything else: garbage, another's entry, a newer version.
 * Those are left where they are.
 */
export function parseRecord(text: string | null): GenerationRecord | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is GenerationRecord {
  return (
    isObject(value) &&
    value.v === RECORD_VERSION &&
    typeof value.attemptId === "string" &&
    typeof value.slot === "string" &&
    typeof value.priceUsd === "number" &&
    typeof value.submittedAt === "number" &&
    isObject(value.input) &&
    typeof value.input.prompt === "string" &&
    typeof value.input.image_url === "string" &&
    isProgress(value.progress)
  );
}

function isProgress(value: unknown): boolean {
  if (!isObject(value)) return false;
  const hasRequestId = typeof value.requestId === "string" && value.requestId !== "";
  switch (value.phase) {
    case "uploading":
    case "waiting":
    case "submitting":
      return true;
    case "unconfirmed":
      return isErrorInit(value.error);
    case "accepted":
      return hasRequestId;
    case "completed":
      return hasRequestId && isObject(value.video) && typeof value.video.url === "string";
    case "failed":
      return isErrorInit(value.error) && typeof value.completedAt === "number";
    case "canceled":
      return typeof value.completedAt === "number";
    default:
      return false;
  }
}

function isErrorInit(value: unknown): boolean {
  return isObject(value) && typeof value.code === "string" && value.code in errorCatalogue;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
