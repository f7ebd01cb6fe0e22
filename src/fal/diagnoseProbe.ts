import { ATTEMPT_HEADER } from "../model/attemptHeader.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { readAnswer, type Answer } from "./Answer.js";
import type { Found } from "./diagnoseFinding.js";
import type { DiagnoseProxyOptions } from "./diagnoseProxy.js";
import type { Question } from "./diagnoseQuestions.js";
import { explainSilence, watchPolicy } from "./diagnoseSilence.js";
import { limitTime } from "./limitTime.js";
import { toHeaders } from "./toHeaders.js";

const PROBE_TIMEOUT_MS = 10_000;

/** An answer, and the URL that it came from in the end. */
export interface ProbeAnswer extends Answer {
  url: string;
}

/** Asks a proxy, and gives its answer, or why there is none. */
export interface Probe {
  readonly proxyUrl: string;
  /** Whether the page's requests carry an `authorization` header of the host's. */
  readonly sendsAuthorization: boolean;
  ask(question: Question): Promise<ProbeAnswer | Found>;
  /** As `ask`, with the body unread. It is given up when the signal fires. */
  open(question: Question, signal: AbortSignal | undefined): Promise<Response | Found>;
}

/** @param proxyUrl absolute */
export function createProbe(proxyUrl: string, options: DiagnoseProxyOptions): Probe {
  // Called as a plain function: a page's own fetch must not be called on another object.
  const send: typeof fetch = options.fetch ?? ((...args) => fetch(...args));

  let sendsAuthorization = false;

  async function open(question: Question, signal: AbortSignal | undefined) {
    const policy = watchPolicy();
    try {
      const { headers, ...init } = await toInit(question, options, signal);
      sendsAuthorization ||= headers.has("authorization");
      return await send(proxyUrl, { ...init, headers });
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof KlingVideoError) return { code: "headers-failed" } as const;
      return await explainSilence(proxyUrl, policy, send);
    } finally {
      policy.stop();
    }
  }

  return {
    proxyUrl,
    get sendsAuthorization() {
      return sendsAuthorization;
    },
    open,
    async ask(question) {
      const limit = limitTime(options.signal, PROBE_TIMEOUT_MS);
      try {
        const response = await open(question, limit.signal);
        if (!(response instanceof Response)) return response;
        return { ...(await readAnswer(response)), url: response.url };
      } catch {
        options.signal?.throwIfAborted();
        return { code: "unreachable", values: { proxyUrl } };
      } finally {
        limit.clear();
      }
    },
  };
}

/** The request as the transport would send it. */
async function toInit(
  { method, target, accept = "application/json", attemptId, body, isAnonymous, redirect }: Question,
  { headers, credentials = "same-origin" }: DiagnoseProxyOptions,
  signal: AbortSignal | undefined,
): Promise<RequestInit & { headers: Headers }> {
  const own = new Headers();
  if (target) {
    own.set("x-fal-target-url", target);
    own.set("accept", accept);
    own.set("content-type", "application/json");
  }
  if (attemptId) own.set(ATTEMPT_HEADER, attemptId);
  return {
    method,
    headers: await toHeaders(own, isAnonymous ? undefined : headers, signal),
    body: method === "PUT" ? "{}" : (body ?? null),
    credentials: isAnonymous ? "omit" : credentials,
    redirect: redirect ?? "manual",
    cache: "no-store",
    signal: signal ?? null,
  };
}
