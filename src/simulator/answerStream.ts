import { toFalError, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import { wantsLogs } from "./answerStatus.js";
import { cutStream } from "./cutStream.js";
import type { Job } from "./Job.js";
import { lookAtJob } from "./lookAtJob.js";
import type { SimulatorState } from "./SimulatorState.js";
import { statusEvents } from "./statusEvents.js";
import { toByteStream } from "./toByteStream.js";
import { wait } from "./wait.js";

/** The status of a request as server-sent events. */
export async function answerStream(
  state: SimulatorState,
  job: Job,
  request: Request,
): Promise<Response> {
  const { requestId } = job;
  const fault = job.turns.stream();
  const isOtherWord = typeof fault === "object" && "word" in fault;
  const isCut = typeof fault === "object" && ("cutAfterMs" in fault || "cutAtByte" in fault);
  const isSilent = fault === "silent";
  const isBuffered = fault === "buffered";

  return applyFault(
    isOtherWord || isCut || isSilent || isBuffered ? "truth" : fault,
    async () => {
      if (lookAtJob(job, state.now()).phase === "unknown") return toResponse(toFalError(404));
      const closing = new AbortController();
      const signal = AbortSignal.any([closing.signal, request.signal]);
      const events = statusEvents(state, job, {
        withLogs: wantsLogs(request),
        otherWord: isOtherWord ? fault : undefined,
        signal,
      });
      const chunks = isSilent ? silence(signal) : isBuffered ? collect(events) : events;
      state.openStreams += 1;
      const bytes = toByteStream(isCut ? cutStream(chunks, fault, signal) : chunks, () => {
        state.openStreams -= 1;
        closing.abort();
      });
      return new Response(bytes, {
        headers: {
          "content-type": "text/event-stream; charset=utf-8",
          "cache-control": "no-cache",
          "x-fal-request-id": requestId,
        },
      });
    },
    { requestId, signal: request.signal },
  );
}

/** As a connection that is half open: not even the comments come. */
async function* silence(signal: AbortSignal): AsyncGenerator<string, void> {
  await wait(Infinity, signal);
  yield "";
}

/** As through a proxy that hands nothing on before it has all. */
async function* collect(events: AsyncIterable<string>): AsyncGenerator<string, void> {
  let all = "";
  for await (const event of events) all += event;
  yield all;
}
