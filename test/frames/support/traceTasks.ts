import { cdp } from "vitest/browser";

/** A task of the page's main thread, or the end of one. */
export interface PageTask {
  /** What the processor worked for it, in ms: the same however busy the machine is. */
  workMs: number;
  /** The browser writes a canvas as a file, which it does when the page has nothing else to do. */
  isWriting: boolean;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  tdur?: number;
  args?: { src_func?: string };
}

/** Tasks, and what promises do at their end: Chromium does not always tell of both. */
const TASKS = ["ThreadControllerImpl::RunTask", "BlinkScheduler_PerformMicrotaskCheckpoint"];

/** What asks Chromium for idle time to write a canvas. Without any it is forced elsewhere. */
const WRITING = ["ScheduleInitiateEncoding", "IdleEncodeRows"];
const START = "traced work starts";

/** The tasks of the page from the start of some work to its end, as the browser itself saw them. */
export async function traceTasks(work: () => Promise<unknown>): Promise<PageTask[]> {
  const session = cdp();
  await session.send("Tracing.start", {
    transferMode: "ReturnAsStream",
    traceConfig: { includedCategories: ["toplevel", "blink.user_timing"] },
  });
  await wait(50);
  performance.mark(START);
  await work();
  await wait(50);
  const events = await endTrace(session);

  const start = events.find(({ name }) => name === START);
  if (!start) throw new Error("The page was not traced.");
  return events
    .filter(({ name }) => TASKS.includes(name))
    .filter(({ pid, tid, ts }) => pid === start.pid && tid === start.tid && ts >= start.ts)
    .map(({ tdur = 0, args }) => ({
      workMs: tdur / 1000,
      isWriting: WRITING.includes(args?.src_func ?? ""),
    }));
}

async function endTrace(session: ReturnType<typeof cdp>): Promise<TraceEvent[]> {
  const whole = new Promise<{ stream?: string }>((resolve) =>
    session.on("Tracing.tracingComplete", resolve),
  );
  await session.send("Tracing.end");
  const { stream: handle = "" } = await whole;
  let text = "";
  for (;;) {
    const { data, eof } = await session.send("IO.read", { handle });
    text += data;
    if (eof) break;
  }
  await session.send("IO.close", { handle });
  return JSON.parse(text).traceEvents;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
