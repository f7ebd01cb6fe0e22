import { requestIdOf, type GenerationRecord } from "../model/record.js";
import { isActiveRecord } from "../records/RecordStore.js";

/** For so long a finished generation is shown again after a reload. */
const SHOWN_FOR_MS = 24 * 60 * 60_000;

/** The record that a slot shows, or a given request: the newest one that is still of interest. */
export function findRecord(
  records: readonly GenerationRecord[],
  slot: string,
  requestId: string | undefined,
): GenerationRecord | undefined {
  const ofInterest = records.filter(
    (record) =>
      (record.slot === slot &&
        (isActiveRecord(record) || (!record.isDismissed && !isOld(record)))) ||
      (requestId !== undefined && requestIdOf(record) === requestId),
  );
  // What is under way comes first: only what is shown is followed, and it keeps the slot taken.
  return ofInterest.findLast(isActiveRecord) ?? ofInterest.at(-1);
}

function isOld({ progress }: GenerationRecord): boolean {
  return "completedAt" in progress && Date.now() - progress.completedAt > SHOWN_FOR_MS;
}
