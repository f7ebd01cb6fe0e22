"use client";

import { useQuery, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { requestIdOf, type GenerationRecord } from "../model/record.js";
import type { AttemptOutcome, Outcome, StatusFacts } from "../model/status.js";
import { attemptQueryOptions } from "../queries/attemptQueryOptions.js";
import { resultQueryOptions } from "../queries/resultQueryOptions.js";
import { statusQueryOptions } from "../queries/statusQueryOptions.js";

/** What fal said about a request so far. */
export interface Followed {
  /** What the proxy knows of an attempt whose answer was lost. */
  attempt: AttemptOutcome | undefined;
  status: StatusFacts | undefined;
  outcome: Outcome | undefined;
  connectionError: KlingVideoError | null;
}

/**
 * Follows the request of a record until it has come to its end; the same object until something is
 * learned.
 */
export function useFollowing(
  record: GenerationRecord | undefined,
  transport: KlingTransport,
  logs: boolean,
  client: QueryClient,
): Followed {
  const attempt = useAttempt(record, transport, client);
  const request = useRequest(record, transport, logs, client);
  const isAttempt = record?.progress.phase === "unconfirmed";
  const connectionError = isAttempt ? attempt.error : request.connectionError;
  const { status, outcome } = request;
  const { data } = attempt;
  return useMemo(
    () => ({ attempt: data, status, outcome, connectionError }),
    [data, status, outcome, connectionError],
  );
}

/** Asks the proxy for an attempt whose answer was lost. */
function useAttempt(
  record: GenerationRecord | undefined,
  transport: KlingTransport,
  client: QueryClient,
) {
  const enabled = record?.progress.phase === "unconfirmed";
  const options = attemptQueryOptions({ transport, attemptId: record?.attemptId ?? "" });
  const { data, error } = useQuery({ ...options, enabled }, client);
  return { data: enabled ? data : undefined, error };
}

/** Asks fal for a request: first how it stands, then for its result. */
function useRequest(
  record: GenerationRecord | undefined,
  transport: KlingTransport,
  logs: boolean,
  client: QueryClient,
): Omit<Followed, "attempt"> {
  const requestId = record && requestIdOf(record);
  const isOpen = record?.progress.phase === "accepted";
  const { reopenings } = record ?? {};
  const request = { transport, requestId: requestId ?? "", logs, reopenings };

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
