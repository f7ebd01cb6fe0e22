"use client";

import { useEffect } from "react";
import { callSafely } from "../records/callSafely.js";
import type { RecordStore } from "../records/RecordStore.js";
import type { KnownGeneration } from "./createGenerationMemo.js";
import type { GenerationReports } from "./GenerationReports.js";
import { keepLearned } from "./keepLearned.js";
import { reportEnd } from "./reportEnd.js";
import { useLatest } from "./useLatest.js";
import { whenSeen } from "./whenSeen.js";

/** Keeps what came of each generation, then tells the host. */
export function useReports(
  store: RecordStore | undefined,
  known: readonly KnownGeneration[],
  reports: GenerationReports,
): void {
  const latest = useLatest(reports);

  const latestKnown = useLatest(known);
  useEffect(() => {
    if (store) known.forEach(({ record, generation }) => keepLearned(store, record, generation));
  }, [store, known]);

  // Where many are followed something is learned all the time, which must not put off the report.
  const ended = known.filter(isToBeReported).map(({ record }) => record.attemptId);
  const endedIds = ended.join(" ");
  useEffect(() => {
    if (!store || endedIds === "") return;
    return whenSeen(() =>
      latestKnown.current.forEach(({ generation }) => reportEnd(store, generation, latest.current)),
    );
  }, [store, endedIds, latest, latestKnown]);

  const isSignedOut = known.some(({ generation }) => generation.connection === "signed-out");
  useEffect(() => {
    if (isSignedOut) callSafely(() => latest.current.onAuthRequired?.());
  }, [isSignedOut, latest]);
}

function isToBeReported({ record }: KnownGeneration): boolean {
  const { phase } = record.progress;
  return !record.isReported && (phase === "completed" || phase === "failed");
}
