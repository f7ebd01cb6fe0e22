"use client";

import { useEffect } from "react";
import type { StartedGeneration } from "../model/Generation.js";
import type { RecordStore } from "../records/RecordStore.js";
import type { KnownGeneration } from "./createGenerationMemo.js";
import type { GenerationReports } from "./GenerationReports.js";
import { keepLearned } from "./keepLearned.js";
import { reportEnd, tell } from "./reportEnd.js";
import { useLatest } from "./useLatest.js";
import { whenSeen } from "./whenSeen.js";

/** Keeps what came of each generation, then tells the host. */
export function useReports(
  store: RecordStore | undefined,
  known: readonly KnownGeneration[],
  reports: GenerationReports,
): void {
  const latest = useLatest(reports);

  useEffect(() => {
    if (!store) return;
    known.forEach(({ record, generation }) => keepLearned(store, record, generation));
    return whenSeen(() =>
      known.forEach(({ generation }) => reportEnd(store, generation, latest.current)),
    );
  }, [store, known, latest]);

  const isSignedOut = known.some(({ generation }) => isOfSignedOut(generation));
  useEffect(() => {
    if (isSignedOut) tell(() => latest.current.onAuthRequired?.());
  }, [isSignedOut, latest]);
}

function isOfSignedOut(generation: StartedGeneration): boolean {
  if (generation.connection === "signed-out") return true;
  return generation.status === "failed" && generation.error.code === "signed-out";
}
