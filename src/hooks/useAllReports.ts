"use client";

import { useEffect } from "react";
import type { RecordStore } from "../records/RecordStore.js";
import type { KnownGeneration } from "./createGenerationMemo.js";
import { keepLearned } from "./keepLearned.js";
import { reportEnd, tell } from "./reportEnd.js";
import { useLatest } from "./useLatest.js";
import type { GenerationReports } from "./useReports.js";

/** Keeps what came of each generation, then tells the host. */
export function useAllReports(
  store: RecordStore | undefined,
  known: readonly KnownGeneration[],
  reports: GenerationReports,
): void {
  const latest = useLatest(reports);

  useEffect(() => {
    if (!store) return;
    known.forEach(({ record, generation }) => keepLearned(store, record, generation));
    known.forEach(({ generation }) => reportEnd(store, generation, latest.current));
  }, [store, known, latest]);

  const isSignedOut = known.some(({ generation }) => generation.connection === "signed-out");
  useEffect(() => {
    if (isSignedOut) tell(() => latest.current.onAuthRequired?.());
  }, [isSignedOut, latest]);
}
