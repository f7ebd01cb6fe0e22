import { isEventStream } from "./isEventStream.js";
import { isNotSent } from "./isNotSent.js";
import type { UpstreamCall } from "./ProxyCall.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

/** How the proxy reaches fal; `fetch` itself fits. */
export type UpstreamFetch = (request: Request) => Promise<Response>;

interface CallFalOptions {
  falKey: string;
  fetch: UpstreamFetch;
  timeoutMs: number;
  /** Fires when the browser leaves. */
  clientSignal: AbortSignal;
}

/**
 * Makes one request to fal, with no header of the caller's, and never a second one.
 * Resolves with fal's answer read to its end, or with an open body where the call is a stream.
 *
 * @throws ProxyRefusal 502 with `not_sent` or `unknown`, 504 with `unknown`
 */
export async function callFal(
  call: UpstreamCall,
  body: string | null,
  { falKey, fetch, timeoutMs, clientSignal }: CallFalOptions,
): Promise<Response> {
  const abort = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    abort.abort();
  }, timeoutMs);
  if (isRead(call)) {
    if (clientSignal.aborted) abort.abort();
    clientSignal.addEventListener("abort", () => abort.abort(), { once: true });
  }
  try {
    const response = await fetch(
      new Request(call.url, {
        method: call.method,
        headers: toHeaders(call, body, falKey),
        body,
        // "error" is not known everywhere; a redirect is refused below.
        redirect: "manual",
        signal: abort.signal,
      }),
    );
    if (isRedirect(response)) throw redirected();
    if (call.operation === "watch" && isEventStream(response)) return response;
    const { status, headers } = response;
    return new Response(await readBody(response), { status, headers });
  } catch (error) {
    if (error instanceof ProxyRefusal) throw error;
    if (isLate) throw timedOut();
    if (abort.signal.aborted) throw clientGone();
    throw unreachable(error);
  } finally {
    clearTimeout(timer);
  }
}

// A submit, a cancel and an upload's start go on when the browser leaves: half a decision is worse.
function isRead(call: UpstreamCall): boolean {
  return call.method === "GET";
}

function toHeaders(call: UpstreamCall, body: string | null, falKey: string): Headers {
  const headers = new Headers({
    authorization: `Key ${falKey}`,
    accept: call.operation === "watch" ? "text/event-stream" : "application/json",
  });
  if (body !== null) headers.set("content-type", "application/json");
  return headers;
}

function isRedirect(response: Response): boolean {
  return response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
}

async function readBody(response: Response): Promise<ArrayBuffer | null> {
  const bytes = await response.arrayBuffer();
  return bytes.byteLength === 0 ? null : bytes;
}

function redirected(): ProxyRefusal {
  return new ProxyRefusal({
    status: 502,
    reason: "upstream_redirect",
    detail: "fal answered with a redirect, which is not followed.",
    outcome: "unknown",
  });
}

function timedOut(): ProxyRefusal {
  return new ProxyRefusal({
    status: 504,
    reason: "upstream_timeout",
    detail: "fal did not answer in time.",
    outcome: "unknown",
  });
}

function clientGone(): ProxyRefusal {
  return new ProxyRefusal({
    status: 499,
    reason: "client_gone",
    detail: "The browser left before fal answered.",
    outcome: "unknown",
  });
}

function unreachable(error: unknown): ProxyRefusal {
  const notSent = isNotSent(error);
  return new ProxyRefusal({
    status: 502,
    reason: "upstream_unreachable",
    detail: notSent
      ? "fal could not be reached. Nothing was sent."
      : "The connection to fal broke before its answer.",
    outcome: notSent ? "not_sent" : "unknown",
  });
}
