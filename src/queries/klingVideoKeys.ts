/**
 * The query keys of everything that is known of fal's requests, for TanStack Query's own tools:
 * invalidate, prefetch, watch.
 *
 * `transportId` is the absolute proxy URL (`transport.id`). `reopenings` is how often a request that
 * had ended was opened again: what was known before does not count any more.
 */
export const klingVideoKeys = {
  all: ["kling-video"],
  transport: (transportId: string) => ["kling-video", transportId],
  request: (transportId: string, requestId: string) => ["kling-video", transportId, requestId],
  status: (transportId: string, requestId: string, reopenings = 0) =>
    ["kling-video", transportId, requestId, "status", reopenings] as const,
  result: (transportId: string, requestId: string, reopenings = 0) =>
    ["kling-video", transportId, requestId, "result", reopenings] as const,
  attempt: (transportId: string, attemptId: string) =>
    ["kling-video", transportId, attemptId, "attempt"] as const,
  price: (transportId: string) => ["kling-video", transportId, "price"] as const,
  submit: (transportId: string) => ["kling-video", transportId, "submit"] as const,
} as const;
