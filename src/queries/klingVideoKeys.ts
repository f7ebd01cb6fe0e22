/**
 * The query keys of everything that is known of fal's requests, for TanStack Query's own tools:
 * invalidate, prefetch, watch.
 *
 * `transportId` is the absolute proxy URL (`transport.id`).
 */
export const klingVideoKeys = {
  all: ["kling-video"],
  transport: (transportId: string) => ["kling-video", transportId],
  request: (transportId: string, requestId: string) => ["kling-video", transportId, requestId],
  status: (transportId: string, requestId: string) =>
    ["kling-video", transportId, requestId, "status"] as const,
  result: (transportId: string, requestId: string) =>
    ["kling-video", transportId, requestId, "result"] as const,
  submit: (transportId: string) => ["kling-video", transportId, "submit"] as const,
} as const;
