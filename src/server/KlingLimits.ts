import type { Duration } from "../model/input.js";

/** So many US dollars in each window; windows begin with the minute, hour or day, in UTC. */
export interface KlingBudget {
  /** Counted at the price that this version knows of fal, when a generation is sent. */
  usd: number;
  per: "hour" | "day" | "month";
}

/** What one visitor may do, where `authorize` knows it better than the options of the proxy. */
export interface KlingUserLimits {
  /** In place of `budget.perUser`. */
  budget?: KlingBudget | undefined;
  /** In place of `policy.durations`. */
  durations?: readonly Duration[] | undefined;
}

/** How many requests each visitor may make within one minute. */
export interface KlingRates {
  /** Generations that are sent. @default 10 */
  submits?: number | undefined;
  /** Uploads that are begun. @default 40 */
  uploads?: number | undefined;
  /** Looks at a generation. A page makes about two a second at most. @default 1200 */
  reads?: number | undefined;
  /** Looks at requests that are unknown, or another visitor's. @default 30 */
  misses?: number | undefined;
}
