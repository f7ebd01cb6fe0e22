import { toJson, toRefusal, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import { createId } from "./createId.js";
import { createJob, type Job } from "./Job.js";
import { lookAtJob } from "./lookAtJob.js";
import type { LedgerEntry, PostEntry } from "./Ledger.js";
import { toErrorDetail } from "./modelErrors.js";
import { needsKey } from "./needsKey.js";
import type { SimulatorState } from "./SimulatorState.js";
import { toStatusBody } from "./toStatusBody.js";
import { validateBody } from "./validateBody.js";

/** Takes a paid request, unless its script says otherwise. */
export async function answerSubmit(state: SimulatorState, request: Request): Promise<Response> {
  const input = parseJson(await request.text());
  const post: PostEntry = { at: state.now(), input, accepted: false, requestId: null };
  state.posts.push(post);
  const script = { ...state.jobDefaults, ...state.jobScripts.shift() };
  return applyFault(
    script.submit ?? "truth",
    async () => {
      const refusal = needsKey(state, request);
      if (refusal) return toResponse(refusal);
      if (!isObject(input)) return toResponse(toRefusal([toErrorDetail("json_invalid", "body")]));
      const refusals = validateBody(input);
      if (state.options.validateAt === "submit" && refusals.length > 0) {
        return toResponse(toRefusal(refusals));
      }
      const requestId = createId();
      const entry: LedgerEntry = {
        requestId,
        input,
        acceptedAt: post.at,
        canceledAt: null,
        cancelAttempts: 0,
        webhookUrl: new URL(request.url).searchParams.get("fal_webhook"),
      };
      const job = createJob(entry, refusals, script, state.times);
      state.ledger.push(entry);
      state.jobs.set(requestId, job);
      Object.assign(post, { accepted: true, requestId });
      return toResponse(toJson(toFirstStatus(job), 200, requestId));
    },
    { requestId: null, signal: request.signal },
  );
}

function toFirstStatus(job: Job) {
  const look = lookAtJob({ ...job, script: {} }, job.entry.acceptedAt);
  if (look.phase === "in-queue") return toStatusBody(job, look, null);
  // A job without a queue is in it for as long as this answer takes.
  return toStatusBody(job, { phase: "in-queue", queuePosition: 0, changesAt: 0 }, null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
