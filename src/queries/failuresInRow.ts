import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";
import { KlingVideoError } from "../model/KlingVideoError.js";

/** Failures with one code, since when (in ms since the epoch), and how many answers the query had had before the first of them. */
interface Row {
  code: KlingVideoErrorCode | undefined;
  count: number;
  since: number;
  answers: number;
}

/**
 * How often in a row, and for how long, a query has failed in the same way, this failure included. TanStack Query
 * forgets the error of a query without data as soon as it asks again.
 */
export function countFailure(
  client: QueryClient,
  queryKey: QueryKey,
  error: unknown,
): { count: number; ms: number } {
  const query = client.getQueryCache().find({ queryKey });
  if (!query) return { count: 1, ms: 0 };
  const code = error instanceof KlingVideoError ? error.code : undefined;
  const answers = query.state.dataUpdateCount;
  const row = rows.get(query);
  // An answer in between was the end of the row.
  const isNext = row?.code === code && row?.answers === answers;
  const now = Date.now();
  const count = isNext ? row.count + 1 : 1;
  const since = isNext ? row.since : now;
  rows.set(query, { code, count, since, answers });
  return { count, ms: now - since };
}

const rows = new WeakMap<Query, Row>();
