import { answerCancel, toNotFound } from "./answerCancel.js";
import { answerMedia, MEDIA_CORS } from "./answerMedia.js";
import { answerPrice } from "./answerPrice.js";
import { answerResult } from "./answerResult.js";
import { toFalError, toResponse } from "./answers.js";
import { answerStatus } from "./answerStatus.js";
import { answerStream } from "./answerStream.js";
import { answerSubmit } from "./answerSubmit.js";
import { answerInitiate, answerPut } from "./answerUpload.js";
import { createInPage } from "./createInPage.js";
import type { FalSimulator } from "./FalSimulator.js";
import type { FalSimulatorOptions } from "./FalSimulatorOptions.js";
import type { FaultScript } from "./FaultScript.js";
import type { Job } from "./Job.js";
import type { Operation } from "./Ledger.js";
import {
  addScript,
  createState,
  resetState,
  setDefaults,
  type SimulatorState,
} from "./SimulatorState.js";
import { toRoute, type Route } from "./toRoute.js";

/**
 * Makes a fal of one's own: the queue, the storage and the media of this one model, with a ledger
 * of what would have been charged and with faults to order. Nothing leaves the process.
 *
 * @example
 * ```ts
 * const fal = createFalSimulator({ mediaOrigin: "http://localhost:5000/media" });
 * fal.script({ submit: { acceptThen: "reset" } });
 * const proxy = createKlingProxy({ falKey: "any", authorize, fetch: fal.fetch });
 * ```
 */
export function createFalSimulator(options: FalSimulatorOptions): FalSimulator {
  const state = createState(options);

  async function answer(request: Request): Promise<Response> {
    const route = toRoute(request, state.mediaBase);
    state.requests.push({
      at: state.now(),
      operation: route.operation,
      method: request.method,
      url: request.url,
      requestId: "requestId" in route ? route.requestId : null,
    });
    return answerRoute(state, route, request);
  }

  return Object.assign((request: Request) => answer(request), {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => answer(new Request(input, init)),
    ...createInPage(answer),
    ledger: state.ledger,
    posts: state.posts,
    requests: state.requests,
    openStreams: () => state.openStreams,
    count: (operation: Operation) =>
      state.requests.filter((entry) => entry.operation === operation).length,
    script: (script: FaultScript) => addScript(state, script),
    setDefaults: (script: FaultScript) => setDefaults(state, script),
    reset: () => resetState(state),
  });
}

function answerRoute(state: SimulatorState, route: Route, request: Request): Promise<Response> {
  switch (route.operation) {
    case "submit":
      return answerSubmit(state, request);
    case "status":
      return answerJob(state, route.requestId, (job) => answerStatus(state, job, request));
    case "stream":
      return answerJob(state, route.requestId, (job) => answerStream(state, job, request));
    case "result":
      return answerJob(state, route.requestId, (job) => answerResult(state, job, request));
    case "cancel": {
      const job = state.jobs.get(route.requestId);
      return job ? answerCancel(state, job, request) : Promise.resolve(toResponse(toNotFound()));
    }
    case "initiate":
      return answerInitiate(state, request);
    case "price":
      return answerPrice(state, request);
    case "put":
      return withCors(answerPut(state, route.token, request));
    case "media":
      return withCors(answerMedia(state, route, request));
    case "preflight":
      return withCors(Promise.resolve(new Response(null, { status: 204 })));
    case "unknown":
      return Promise.resolve(toResponse(route.answer));
  }
}

async function answerJob(
  state: SimulatorState,
  requestId: string,
  answer: (job: Job) => Promise<Response>,
): Promise<Response> {
  const job = state.jobs.get(requestId);
  return job ? answer(job) : toResponse(toFalError(404));
}

async function withCors(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  for (const [name, value] of Object.entries(MEDIA_CORS)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}
