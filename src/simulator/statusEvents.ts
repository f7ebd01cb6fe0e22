import { ensureVideo } from "./ensureVideo.js";
import type { Job } from "./Job.js";
import { lookAtJob } from "./lookAtJob.js";
import type { SimulatorState } from "./SimulatorState.js";
import { toStatusBody } from "./toStatusBody.js";
import { wait } from "./wait.js";

/** A stream is never silent for longer, in ms. */
const COMMENT_INTERVAL_MS = 15_000;

/** A clock that is moved by hand is looked at so often, in ms. */
const LOOK_INTERVAL_MS = 100;

/** How a stream is to be. */
export interface StreamOptions {
  withLogs: boolean;
  /** Stands in every event in place of the true word. */
  otherWord?: { word: string | null } | undefined;
  signal: AbortSignal;
}

/**
 * The text of a status stream: an event for each change, with only the new log lines, and a comment
 * every 15 s. It ends after COMPLETED.
 */
export async function* statusEvents(
  state: SimulatorState,
  job: Job,
  { withLogs, otherWord, signal }: StreamOptions,
): AsyncGenerator<string, void> {
  let lastPlace = "";
  let linesSent = 0;
  let lastSentAt = state.now();
  while (!signal.aborted) {
    const now = state.now();
    const look = lookAtJob(job, now);
    if (look.phase === "unknown") return;
    if (look.phase === "in-progress") void ensureVideo(state, job);

    const lines = withLogs && look.phase !== "in-queue" ? look.logs : [];
    const fresh = lines.slice(linesSent);
    const place = look.phase === "in-queue" ? `${look.phase} ${look.queuePosition}` : look.phase;
    if (place !== lastPlace || fresh.length > 0) {
      const body = toStatusBody(job, look, withLogs ? fresh : null);
      yield `data: ${JSON.stringify({ ...body, ...(otherWord ? { status: otherWord.word } : {}) })}\n\n`;
      [lastPlace, linesSent, lastSentAt] = [place, lines.length, now];
    } else if (now - lastSentAt >= COMMENT_INTERVAL_MS) {
      yield ": ping\n\n";
      lastSentAt = now;
    }
    if (look.phase === "completed") return;
    const untilChange = Math.max(0, look.changesAt - now);
    await wait(Math.min(untilChange, LOOK_INTERVAL_MS), signal);
  }
}
