import { createKlingProxy, createMemoryStore } from "react-kling-video/server";

const LIMITS = {
  short: { durations: ["5"] },
  poor: { budget: { usd: 1, per: "month" } },
};

/**
 * The proxy that every host of the tests serves. The cookie `session=NAME-canary` is the session of
 * that visitor; what who is called `short…` or `poor…` may do is less.
 *
 * @param {string | undefined} falKey
 * @param {Partial<import("react-kling-video/server").KlingProxyOptions>} [options]
 */
export function createTestProxy(falKey, options = {}) {
  return createKlingProxy({
    falKey,
    authorize(request) {
      const cookie = request.headers.get("cookie") ?? "";
      const [, userId, kind] = /^session=((short|poor)?\w+)-canary$/.exec(cookie) ?? [];
      if (userId === undefined) return null;
      return { userId, limits: LIMITS[kind ?? ""] };
    },
    store: createMemoryStore(),
    budget: { total: { usd: 1_000, per: "month" } },
    requestsPerMinute: { submits: 8, misses: 5 },
    allowedOrigins: ["https://app.example"],
    submitTimeoutMs: 3_000,
    readTimeoutMs: 3_000,
    ...options,
  });
}
