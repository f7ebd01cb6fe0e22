import { readAnswer } from "./Answer.js";
import { isOfFal, isTakenByOurs } from "./diagnoseAnswer.js";
import { isFound, type Found } from "./diagnoseFinding.js";
import type { Probe } from "./diagnoseProbe.js";
import { toStreamQuestion } from "./diagnoseQuestions.js";
import { limitTime } from "./limitTime.js";

/** fal tells how a request stands as soon as its stream is open. */
const FIRST_BYTE_WITHIN_MS = 8_000;

/**
 * Whether a status stream comes through, and with a request that is under way, whether it comes
 * while it is told.
 */
export async function diagnoseStream(
  { open }: Probe,
  { requestId, signal }: { requestId?: string | undefined; signal?: AbortSignal | undefined },
): Promise<Found | undefined> {
  const limit = limitTime(signal, FIRST_BYTE_WITHIN_MS);
  const giveUp = new AbortController();
  limit.signal?.addEventListener("abort", () => giveUp.abort());
  try {
    const response = await open(toStreamQuestion(requestId), giveUp.signal);
    if (isFound(response)) return isLate(limit.signal, signal) ? BUFFERED : response;
    if (isEventStream(response)) {
      if (requestId !== undefined) await readByte(response, giveUp.signal);
      return undefined;
    }
    const answer = await readAnswer(response);
    const isStreamWanted = response.ok && requestId !== undefined;
    if (isTakenByOurs(answer) || (isOfFal(answer) && !isStreamWanted)) return undefined;
    return { code: "no-stream", values: { status: response.status } };
  } catch {
    signal?.throwIfAborted();
    return isLate(limit.signal, signal) ? BUFFERED : undefined; // cut, which a stream may be
  } finally {
    limit.clear();
    giveUp.abort();
  }
}

const BUFFERED: Found = { code: "stream-buffered" };

function isLate(limit: AbortSignal | undefined, signal: AbortSignal | undefined): boolean {
  return limit?.aborted === true && signal?.aborted !== true;
}

function isEventStream({ ok, headers }: Response): boolean {
  return ok && (headers.get("content-type") ?? "").includes("text/event-stream");
}

/** Waits for the first byte, or for the signal. An engine may leave a read pending then. */
async function readByte({ body }: Response, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  await Promise.race([body?.getReader().read(), aborted]);
}
