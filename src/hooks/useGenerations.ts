"use client";

import type { QueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { GenerationRecord } from "../model/record.js";
import type { RecordStore } from "../records/RecordStore.js";
import { createGenerationMemo, type KnownGeneration } from "./createGenerationMemo.js";
import { useFollowingAll } from "./useFollowingAll.js";
import { useStored } from "./useStored.js";

/** Where generations are noted, and how they are followed. */
interface GenerationsSource {
  store: RecordStore | undefined;
  transport: KlingTransport;
  client: QueryClient;
  logs: boolean;
}

/** Everything that a store has noted, oldest first, each followed to its end. */
export function useGenerations(source: GenerationsSource): readonly KnownGeneration[] {
  const { store, transport, client, logs } = source;
  // The array is another one whenever anything of the store has changed.
  const records = useStored(store, ({ getRecords }) => getRecords()) ?? NO_RECORDS;
  const followed = useFollowingAll(records, transport, logs, client);
  const [toGenerations] = useState(createGenerationMemo);

  return toGenerations(
    records.map((record) => {
      const { attemptId } = record;
      const liveInput = store?.getLive(attemptId)?.input;
      const isCancelPending = store?.isCanceling(attemptId);
      const cancelError = store?.getCancelError(attemptId);
      const isDurable = store?.isDurable();
      const known = { record, liveInput, isCancelPending, cancelError, isDurable };
      return { ...known, ...followed.get(attemptId) };
    }),
  );
}

const NO_RECORDS: readonly GenerationRecord[] = [];
