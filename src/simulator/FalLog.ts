/** One log line, in fal's own spelling. */
export interface FalLog {
  message: string;
  level: string;
  source: string;
  timestamp: string;
}
