/** Headers of every answer: one URL serves all targets and all visitors, so nothing may keep it. */
export const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  vary: "x-fal-target-url, x-kling-attempt-id, cookie",
};

/** What the browser may see of fal's answer. Everything else stays here. */
export const PASSED_HEADERS: readonly string[] = [
  "content-type",
  "x-fal-request-id",
  "x-fal-billable-units",
  "x-fal-error-type",
  "x-fal-needs-retry",
  "x-fal-retryable",
  "x-fal-request-timeout-type",
  "retry-after",
];
