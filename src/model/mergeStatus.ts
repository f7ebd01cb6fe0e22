import { mergeLogs } from "./logs.js";
import type { QueueStatus, StatusFacts } from "./status.js";

const ORDER: Readonly<Record<QueueStatus["status"], number>> = {
  "in-queue": 0,
  "in-progress": 1,
  completed: 2,
};

/**
 * What is known after one more look. A request only moves forward, so a look that comes late
 * or twice changes nothing.
 *
 * @param now when the look was taken, in ms since the epoch
 */
export function mergeStatus(
  known: StatusFacts | undefined,
  seen: QueueStatus,
  now: number,
): StatusFacts {
  const logs = mergeLogs(known?.logs ?? [], seen.logs);
  if (known && ORDER[seen.status] < ORDER[known.status]) return { ...known, logs };
  return {
    status: seen.status,
    queuePosition: seen.status === "in-queue" ? seen.queuePosition : null,
    logs,
    error: seen.error ?? known?.error,
    startedAt: known?.startedAt ?? (seen.status === "in-progress" ? now : null),
    completedAt: known?.completedAt ?? (seen.status === "completed" ? now : null),
  };
}
