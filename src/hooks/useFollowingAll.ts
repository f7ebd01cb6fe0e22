"use client";

import { useQueries, type QueryClient } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { GenerationRecord } from "../model/record.js";
import { attemptQueryOptions } from "../queries/attemptQueryOptions.js";
import { resultQueryOptions } from "../queries/resultQueryOptions.js";
import { statusQueryOptions } from "../queries/statusQueryOptions.js";
import type { Followed } from "./useFollowing.js";

/**
 * Follows every request that has not come to its end, and asks for the attempts whose answer was
 * lost.
 *
 * @returns what is known of them, by attempt id
 */
export function useFollowingAll(
  records: readonly GenerationRecord[],
  transport: KlingTransport,
  logs: boolean,
  client: QueryClient,
): ReadonlyMap<string, Followed> {
  const open = records.flatMap(({ attemptId, progress, reopenings }) =>
    progress.phase === "accepted"
      ? [{ attemptId, request: { transport, requestId: progress.requestId, logs, reopenings } }]
      : [],
  );
  const lost = records.filter(({ progress }) => progress.phase === "unconfirmed");

  const statuses = useQueries(
    { queries: open.map(({ request }) => statusQueryOptions(request)) },
    client,
  );
  const isCompleted = (index: number) => statuses[index]?.data?.status === "completed";
  const results = useQueries(
    {
      queries: open.map(({ request }, index) => {
        const options = resultQueryOptions(request);
        return { ...options, enabled: isCompleted(index) ? options.enabled : false };
      }),
    },
    client,
  );
  const attempts = useQueries(
    { queries: lost.map(({ attemptId }) => attemptQueryOptions({ transport, attemptId })) },
    client,
  );

  const followed = new Map<string, Followed>();
  open.forEach(({ attemptId }, index) => {
    const [status, result] = [statuses[index], results[index]];
    followed.set(attemptId, {
      attempt: undefined,
      status: status?.data,
      outcome: result?.data,
      connectionError: (isCompleted(index) ? result?.error : status?.error) ?? null,
    });
  });
  lost.forEach(({ attemptId }, index) => {
    const { data, error = null } = attempts[index] ?? {};
    const nothing = { status: undefined, outcome: undefined };
    followed.set(attemptId, { attempt: data, ...nothing, connectionError: error });
  });
  return followed;
}
