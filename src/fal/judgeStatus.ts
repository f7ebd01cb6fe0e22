import type { KlingVideoErrorInit } from "../model/KlingVideoError.js";
import { LOG_LINES_MAX, toLogLine, type LogLine } from "../model/logs.js";
import type { QueueStatus } from "../model/status.js";
import { toPlainText } from "../model/toPlainText.js";
import { asObject, asText, type Answer } from "./Answer.js";
import { judgeRead } from "./judgeRead.js";

/**
 * What a look at a request says.
 *
 * @throws KlingVideoError where it says nothing about the request
 */
export function judgeStatus(answer: Answer): QueueStatus {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const status = isSuccess ? toQueueStatus(answer.json) : undefined;
  if (status) return status;
  throw judgeRead(answer);
}

/**
 * fal's status JSON in our words; `undefined` where it is none.
 *
 * @param logs lines of before, for a source that gives only the new ones
 */
export function toQueueStatus(
  json: unknown,
  logs: readonly LogLine[] = [],
): QueueStatus | undefined {
  const body = asObject(json);
  const lines = [...logs, ...toLogLines(body?.logs)].slice(-LOG_LINES_MAX);
  switch (body?.status) {
    case "IN_QUEUE":
      return { status: "in-queue", queuePosition: toPosition(body.queue_position), logs: lines };
    case "IN_PROGRESS":
      return { status: "in-progress", queuePosition: null, logs: lines };
    // fal has no word for failure. Whoever invents one means the end, and the result tells which.
    case "COMPLETED":
    case "FAILED":
    case "ERROR":
    case "CANCELLED":
    case "CANCELED":
      return { status: "completed", queuePosition: null, logs: lines, error: toError(body) };
    default:
      return undefined;
  }
}

function toLogLines(logs: unknown): LogLine[] {
  if (!Array.isArray(logs)) return [];
  return logs.slice(-LOG_LINES_MAX).flatMap((entry: unknown) => {
    const line = asObject(entry);
    const message = asText(line?.message);
    return message ? [toLogLine(message, asText(line?.timestamp), asText(line?.level))] : [];
  });
}

function toPosition(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null;
}

function toError(body: Readonly<Record<string, unknown>>): KlingVideoErrorInit | undefined {
  const falType = asText(body.error_type);
  const detail = asText(body.error);
  if (!falType && !detail) return undefined;
  const values = detail ? { detail: toPlainText(detail).slice(0, 200) } : undefined;
  return { code: "model-error", charged: "maybe", falType, values };
}
