"use client";

import { useQuery, type QueryClient } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { requestIdOf, type GenerationRecord } from "../model/record.js";
import type { Outcome, StatusFacts } from "../model/status.js";
import { resultQueryOptions } from "../queries/resultQueryOptions.js";
import { statusQueryOptions } from "../queries/statusQueryOptions.js";

/** What fal said about a request so far. */
export interface Followed {
  status: StatusFacts | undefined;
  outcome: Outcome | undefined;
  connectionError: KlingVideoError | null;
}

/** Follows the request of a record until it has come to its end. */
export function useFollowing(
  record: GenerationRecord | undefined,
  transport: KlingTransport,
  logs: boolean,
  client: QueryClient,
): Followed {
  const requestId = record && requestIdOf(record);
  const isOpen = record?.progress.phase === "accepted";
  const request = { transport, requestId: requestId ?? "", logs };

  const statusOptions = statusQueryOptions(request);
  const status = useQuery(
    { ...statusOptions, enabled: isOpen ? statusOptions.enabled : false },
    client,
  );
  const isCompleted = status.data?.status === "completed";

  const resultOptions = resultQueryOptions(request);
  const result = useQuery(
    { ...resultOptions, enabled: isOpen && isCompleted ? resultOptions.enabled : false },
    client,
  );

  return {
    status: requestId ? status.data : undefined,
    outcome: requestId ? result.data : undefined,
    connectionError: isCompleted ? result.error : status.error,
  };
}
