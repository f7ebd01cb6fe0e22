import type { FalLog } from "./FalLog.js";
import type { ScriptedLogs } from "./FaultScript.js";

/** A log line and when it is written, in ms since the epoch. */
export interface TimedLog {
  at: number;
  line: FalLog;
}

const USUAL_LINES = [
  "Loading the start frame",
  "Reading the prompt",
  "Planning the motion",
  "Rendering frames",
  "Half of the frames are rendered",
  "Encoding the video",
  "Uploading the video",
];

const HOSTILE_LINES = [
  "\u001b[31mred\u001b[0m and \u001b]8;;https://evil.example\u0007a link\u001b]8;;\u0007",
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
  "\u202egnp.exe\u202c \u2066turned around\u2069",
  "a\u0000b\u0007c\rd",
  "[click](javascript:alert(1)) javascript:alert(1)",
];

/** All lines that a job will write while it runs, spread evenly over its time. */
export function toLogTimeline(
  logs: ScriptedLogs | undefined,
  startMs: number,
  endMs: number,
): readonly TimedLog[] {
  const lines = toLines(logs);
  return lines.map((line, index) => {
    const at = Math.round(startMs + ((endMs - startMs) * index) / lines.length);
    const partial = typeof line === "string" ? { message: line } : line;
    const defaults = { message: "", level: "INFO", source: "USER" };
    return { at, line: { ...defaults, timestamp: new Date(at).toISOString(), ...partial } };
  });
}

function toLines(logs: ScriptedLogs | undefined): readonly (string | Partial<FalLog>)[] {
  if (logs === undefined) return USUAL_LINES;
  if (logs === "absent" || logs === "null") return [];
  if (logs === "hostile") return HOSTILE_LINES;
  if (!("count" in logs)) return logs;
  const { count, length = 0 } = logs;
  return Array.from({ length: count }, (_, index) => `line ${index + 1}`.padEnd(length, "."));
}
